using Batchline.Api.Errors;
using Batchline.Api.Requests;

namespace Batchline.Api.Webhooks;

/// <summary>What a webhook is about: only which job counts, what is in it is asked for.</summary>
/// <param name="Uuid">Null: it is about a lead.</param>
internal sealed record WorkizHint(string? Uuid)
{
    private const int MaxLength = 100;

    /// <exception cref="InvalidRequestException">The body names no job.</exception>
    public static async Task<WorkizHint> ReadAsync(HttpRequest request)
    {
        var faults = new RequestFaults();
        var uuid = new HintSearch(faults).Find(await WebhookBody.ReadAsync(request));
        if (uuid?.Length > MaxLength || uuid?.Any(character => character is <= ' ' or > '~') == true)
            faults.Add("uuid", $"must have 1 to {MaxLength} printable characters, no space among them");
        faults.ThrowIfAny();
        return new WorkizHint(uuid);
    }
}
