using Batchline.Engine.Records;
using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>Answers as it is told to; told nothing, every job exists, lists are empty and the key is good.</summary>
internal sealed class ScriptedWorkiz(TimeProvider clock) : IWorkizApi
{
    public List<WorkizRequest> Requests { get; } = [];

    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Null: as all others.</summary>
    public Func<WorkizRequest, TimeSpan?> LatencyOf { get; set; } = _ => null;

    /// <summary>Null: the usual answer.</summary>
    public Func<WorkizRequest, WorkizAnswer?> Script { get; set; } = _ => null;

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    public IEnumerable<string?> Gets => Requests.Where(request => request.Kind == "get").Select(request => request.Uuid);

    public int Count(string kind) => Requests.Count(request => request.Kind == kind);

    public static JobDocument Document(string uuid, string status = "Done") => new(uuid, $$"""{"UUID":"{{uuid}}","Status":"{{status}}"}""");

    public async Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken) => !leave()
        ? new WorkizAnswer.NotSent()
        : call switch
        {
            WorkizCall.GetJob get => await AnswerAsync(new WorkizRequest(token.Reveal(), "get", get.Uuid, null, clock.GetUtcNow()), new WorkizAnswer.Job(Document(get.Uuid)), cancellationToken),
            WorkizCall.ListJobs list => await AnswerAsync(new WorkizRequest(token.Reveal(), "list", null, list.Query, clock.GetUtcNow()), new WorkizAnswer.Page([], false), cancellationToken),
            _ => await AnswerAsync(new WorkizRequest(token.Reveal(), "probe", null, null, clock.GetUtcNow()), new WorkizAnswer.Alive(), cancellationToken),
        };

    private async Task<WorkizAnswer> AnswerAsync(WorkizRequest request, WorkizAnswer usual, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(LatencyOf(request) ?? Latency, clock, cancellationToken);
            return Script(request) ?? usual;
        }
        finally
        {
            InFlight--;
        }
    }
}
