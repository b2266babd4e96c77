using System.Net;
using System.Text;

namespace Batchline.SimulationTests.Workiz;

/// <summary>Bodies as Workiz sends them, the odd ones too.</summary>
internal static class Answers
{
    private const string Gateway = "<html><head><title>520</title></head><body>Web server is returning an unknown error</body></html>";

    private const string BadKey = """{"success":false,"error":"Forbidden","message":"Invalid API path or malformed API key."}""";

    public static HttpResponseMessage Refused() =>
        Of(HttpStatusCode.Forbidden, BadKey);

    public static HttpResponseMessage Alive() => Of(HttpStatusCode.OK, """{"flag":true,"data":[{"id":1,"name":"Ann"}],"code":200}""");

    public static Func<HttpResponseMessage> Job(SimAccount account, string uuid)
    {
        var job = account.Jobs.FirstOrDefault(job => job.Uuid == uuid);
        var json = job?.Json;
        return () => job?.Kind switch
        {
            SimJobKind.Good => Of(HttpStatusCode.OK, $$"""{"flag":true,"data":[{{json}}],"code":200}"""),
            SimJobKind.Stranger => Of(HttpStatusCode.OK, $$"""{"flag":true,"data":[{{Strange(account, uuid)}}],"code":200}"""),
            SimJobKind.Broken => Bad(SimFaultKind.Broken),
            SimJobKind.Refused => Bad(SimFaultKind.Refused),
            SimJobKind.Rejected => Bad(SimFaultKind.Rejected),
            SimJobKind.Trouble => Bad(SimFaultKind.Trouble),
            SimJobKind.NoEndPoint => Bad(SimFaultKind.NoEndPoint),
            _ => new HttpResponseMessage(HttpStatusCode.NoContent) { Content = new ByteArrayContent([]) },
        };
    }

    public static Func<HttpResponseMessage> Page(SimAccount account, int offset)
    {
        var (rows, more) = account.List.Page(offset);
        return () => Of(HttpStatusCode.OK, $$"""{"flag":true,"data":[{{string.Join(',', rows)}}],"has_more":{{(more ? "true" : "false")}},"found":{{rows.Count}},"code":200}""");
    }

    /// <summary>The same bad answer to whatever was asked for.</summary>
    public static HttpResponseMessage Bad(SimFaultKind kind) => kind switch
    {
        SimFaultKind.Refused => Refused(),
        SimFaultKind.Rejected => Of(HttpStatusCode.BadRequest, """{"error":true,"code":400,"msg":"Validation","details":{"uuid":"bad"}}"""),
        SimFaultKind.Trouble => Of(HttpStatusCode.OK, """{"flag":false,"msg":"Something went wrong, please try again"}"""),
        SimFaultKind.NoEndPoint => Of(HttpStatusCode.NotFound, """{"error":true,"code":404,"msg":"Invalid end point","details":[]}"""),
        SimFaultKind.Cut => Of(HttpStatusCode.OK, """{"flag":true,"data":[{"UUID":"J00"""),
        _ => Of(HttpStatusCode.InternalServerError, """{"error":true,"code":500,"msg":"Internal error","details":[]}"""),
    };

    public static Func<HttpResponseMessage> QuotaReached(Random random)
    {
        var (form, seconds) = (random.Next(3), random.Next(1, 40));
        return () =>
        {
            var answer = Of(HttpStatusCode.TooManyRequests, """{"error":true,"code":429,"msg":"Account reached Api Quotas","details":[]}""");
            if (form == 1)
                answer.Headers.TryAddWithoutValidation("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return answer;
        };
    }

    public static Func<HttpResponseMessage> Down(Random random) => random.Next(2) == 0 ? Reset : () => Of(HttpStatusCode.BadGateway, Gateway);

    /// <summary>One of all the things that may be wrong with an answer; <paramref name="uuid"/> is the job asked for, if one was.</summary>
    public static Func<HttpResponseMessage> Fault(Random random, SimAccount account, string? uuid) => random.Next(11) switch
    {
        0 or 1 => QuotaReached(random),
        2 => Reset,
        3 => () => Of((HttpStatusCode)520, Gateway),
        4 => () => Of(HttpStatusCode.OK, Gateway),
        5 => () => Of(HttpStatusCode.OK, ""),
        6 => () => Bad(SimFaultKind.Cut),
        7 when uuid is not null => () => Of(HttpStatusCode.OK, $$"""{"flag":true,"data":[{{Strange(account, uuid)}}],"code":200}"""),
        8 => () => Bad(SimFaultKind.Rejected),
        9 => Refused,
        _ => () => Of(HttpStatusCode.ServiceUnavailable, ""),
    };

    /// <summary>The record of some other job.</summary>
    private static string Strange(SimAccount account, string uuid) =>
        account.Jobs.First(job => job.Uuid != uuid).Json.Replace("Submitted", "Strange", StringComparison.Ordinal);

    private static HttpResponseMessage Reset() =>
        throw new HttpRequestException("The connection was reset.", new IOException("Connection reset by peer"));

    private static HttpResponseMessage Of(HttpStatusCode status, string body) =>
        new(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
}
