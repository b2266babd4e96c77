using System.Net;
using System.Text;
using Batchline.Simulator.Answers;
using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Shapes;

namespace Batchline.SimulationTests.Workiz;

/// <summary>The answers of Workiz. The records are this world's own; refusals and faults are those of the HTTP simulator.</summary>
internal static class Answers
{
    private const string Truncated = """{"flag":true,"data":[{"UUID":"J00""";

    public static HttpResponseMessage Alive() => Data("""{"flag":true,"data":[{"id":1,"name":"Ann"}],"code":200}""");

    public static Func<HttpResponseMessage> Job(SimAccount account, string uuid, Dice dice)
    {
        var job = account.Jobs.FirstOrDefault(job => job.Uuid == uuid);
        return (job?.Fault ?? FaultKind.Gone) switch
        {
            FaultKind.None => Record(job?.Json),
            FaultKind.WrongUuid => Strange(account, uuid),
            FaultKind.Gone => () => Of(Refusals.Gone((GoneShape)dice.Below((int)GoneShape.Mixed))),
            var fault => Bad(fault, dice),
        };
    }

    public static Func<HttpResponseMessage> Page(SimAccount account, int offset)
    {
        var (rows, more) = account.List.Page(offset);
        return () => Data($$"""{"flag":true,"data":[{{string.Join(',', rows)}}],"has_more":{{(more ? "true" : "false")}},"found":{{rows.Count}},"code":200}""");
    }

    /// <summary>A bad answer that does not depend on what was requested.</summary>
    public static Func<HttpResponseMessage> Bad(FaultKind kind, Dice dice) => kind == FaultKind.TruncatedJson
        ? () => Data(Truncated)
        : () => Of(FaultyReplies.Of(kind, uuid: null, dice, TimeSpan.Zero, default) ?? throw new InvalidOperationException($"{kind} is no answer of its own."));

    public static Func<HttpResponseMessage> QuotaReached(Random random)
    {
        var (form, seconds) = (random.Next(3) == 1 ? RetryAfterForm.Seconds : RetryAfterForm.None, random.Next(1, 40));
        return () => Of(Refusals.QuotaReached(form, TimeSpan.FromSeconds(seconds), default));
    }

    public static Func<HttpResponseMessage> Down(Random random, Dice dice) => random.Next(2) == 0 ? Reset : Bad(FaultKind.ServerError, dice);

    /// <summary>Any one of the things that can be wrong with an answer.</summary>
    /// <param name="uuid">The job that was requested; null: none was.</param>
    public static Func<HttpResponseMessage> Fault(Random random, Dice dice, SimAccount account, string? uuid) => random.Next(11) switch
    {
        0 or 1 => QuotaReached(random),
        2 => Reset,
        3 => Bad(FaultKind.CloudflarePage, dice),
        4 => Bad(FaultKind.HtmlPage, dice),
        5 => Bad(FaultKind.EmptyBody, dice),
        6 => Bad(dice.Below(2) == 0 ? FaultKind.TruncatedJson : FaultKind.BrokenJson, dice),
        7 when uuid is not null => Strange(account, uuid),
        8 => Bad(FaultKind.BadRequest, dice),
        9 => Bad(FaultKind.RefusedToken, dice),
        _ => dice.Below(2) == 0 ? Bad(FaultKind.ServerError, dice) : () => Of(new Reply(503)),
    };

    /// <summary>The record of another job.</summary>
    private static Func<HttpResponseMessage> Strange(SimAccount account, string uuid) =>
        Record(account.Jobs.First(job => job.Uuid != uuid).Json.Replace("Submitted", "Strange", StringComparison.Ordinal));

    private static Func<HttpResponseMessage> Record(string? json) => () => Data($$"""{"flag":true,"data":[{{json}}],"code":200}""");

    private static HttpResponseMessage Reset() =>
        throw new HttpRequestException("The connection was reset.", new IOException("Connection reset by peer"));

    private static HttpResponseMessage Data(string body) => Of(Reply.Of(200, Encoding.UTF8.GetBytes(body)));

    private static HttpResponseMessage Of(Reply reply)
    {
        using var sent = reply;
        var answer = new HttpResponseMessage((HttpStatusCode)sent.Status) { Content = new ByteArrayContent(sent.Body.Written.ToArray()) };
        if (sent.RetryAfter is { } wait)
            answer.Headers.TryAddWithoutValidation("Retry-After", wait);
        return answer;
    }
}
