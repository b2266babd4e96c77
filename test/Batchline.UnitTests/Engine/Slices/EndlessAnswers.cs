using Batchline.Engine.Faults;
using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>One answer of each kind, and where it is given for ever.</summary>
internal static class EndlessAnswers
{
    private const int PageRows = 100;

    public static IReadOnlyDictionary<string, Func<WorkizRequest, WorkizAnswer>> All { get; } =
        new Dictionary<string, Func<WorkizRequest, WorkizAnswer>>
        {
            ["Job"] = request => new WorkizAnswer.Job(ScriptedWorkiz.Document(request.Uuid ?? "J000")),
            ["Page"] = _ => FirstPage(more: true),
            ["Alive"] = _ => new WorkizAnswer.Alive(),
            ["Gone"] = _ => new WorkizAnswer.Gone(),
            ["Refused"] = _ => new WorkizAnswer.Refused("HTTP 403: Forbidden"),
            ["QuotaReached"] = _ => new WorkizAnswer.QuotaReached(null, "HTTP 429"),
            ["QuotaReached, soon again"] = _ => new WorkizAnswer.QuotaReached(TimeSpan.FromSeconds(1), "HTTP 429"),
            ["Transient"] = _ => new WorkizAnswer.Transient("HTTP 503"),
            ["Invalid"] = _ => new WorkizAnswer.Invalid("HTTP 400: no"),
            ["Invalid, may pass"] = _ => new WorkizAnswer.Invalid("refused by Workiz: Something went wrong") { MayPass = true },
            ["TooLarge"] = _ => new WorkizAnswer.TooLarge("HTTP 200: the answer is too large"),
        };

    public static Func<WorkizRequest, WorkizAnswer?> Script(EndlessPlace place, string answer) => request => (place, request) switch
    {
        (EndlessPlace.EveryJob, { Kind: "get" }) => Possible(request, answer),
        (EndlessPlace.OneJob, { Kind: "get", Uuid: "J001" }) => Possible(request, answer),
        (EndlessPlace.List, { Kind: "list" }) => Possible(request, answer),
        (EndlessPlace.SecondPage, { Kind: "list", List.Offset: > 0 }) => Possible(request, answer),
        (EndlessPlace.SecondPage, { Kind: "list" }) => FirstPage(more: true),
        (EndlessPlace.Probe, { Kind: "probe" }) => Possible(request, answer),
        (EndlessPlace.Probe, { Kind: "get" }) => new WorkizAnswer.Refused("HTTP 403: Forbidden"),
        _ => null,
    };

    /// <summary>
    /// A day of probes where nobody knows whether Workiz is up, each with the answer that made it necessary; 40 429s;
    /// else the tries of a path, and each job a few times.
    /// </summary>
    public static int MostCalls(EndlessPlace place, string answer) => (place, answer) switch
    {
        (EndlessPlace.Probe, "Transient" or "Invalid" or "Invalid, may pass") => (2 * TroublePolicy.MostTrips) + 100,
        (_, "QuotaReached" or "QuotaReached, soon again") => TroublePolicy.MostRefusals + 100,
        _ => 250,
    };

    /// <summary>Null, as usual, where the request is never answered so.</summary>
    private static WorkizAnswer? Possible(WorkizRequest request, string answer) => (request.Kind, All[answer](request)) switch
    {
        ("get", WorkizAnswer.Page or WorkizAnswer.Alive) => null,
        ("list", WorkizAnswer.Job or WorkizAnswer.Gone or WorkizAnswer.Alive) => null,
        ("probe", WorkizAnswer.Job or WorkizAnswer.Gone or WorkizAnswer.Page) => null,
        (_, var possible) => possible,
    };

    private static WorkizAnswer.Page FirstPage(bool more) =>
        new([.. Enumerable.Range(0, PageRows).Select(row => ScriptedWorkiz.Document($"L{row:000}"))], more);
}
