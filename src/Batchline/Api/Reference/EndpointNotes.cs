using Batchline.Api.Reference.Notes;

namespace Batchline.Api.Reference;

/// <summary>The notes of all endpoints, by name.</summary>
internal static class EndpointNotes
{
    public static readonly IReadOnlyDictionary<string, EndpointNote> ByName = new[]
    {
        BatchUpdateNotes.All,
        BatchNotes.All,
        OperationNotes.All,
        AccountNotes.All,
        JobNotes.All,
        ScheduleNotes.All,
        WebhookNotes.All,
        ServiceNotes.All,
    }.SelectMany(notes => notes).ToDictionary(note => note.Name);
}
