using System.Text;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Answers;
using Batchline.Workiz.Calls;
using Batchline.Workiz.Sending;

namespace Batchline.UnitTests.Workiz;

/// <summary>Reads a body as the answer to one of the calls.</summary>
internal static class Answered
{
    public const string Uuid = "ABC123";

    public static WorkizAnswer Job(string body, int status = 200, string uuid = Uuid) =>
        Read(new JobCall(uuid), Encoding.UTF8.GetBytes(body), status).Answer;

    public static WorkizAnswer List(string body, int status = 200, int records = 100) =>
        Read(ListCall(records), Encoding.UTF8.GetBytes(body), status).Answer;

    public static WorkizAnswer Probe(string body, int status = 200) =>
        Read(new ProbeCall(), Encoding.UTF8.GetBytes(body), status).Answer;

    public static IReadOnlyList<WorkizAnswer> Each(byte[] body, int status) =>
        [.. Calls().Select(call => Read(call, body, status).Answer)];

    public static IReadOnlyList<WorkizAnswer> Each(string body, int status) => Each(Encoding.UTF8.GetBytes(body), status);

    public static Reading Read(Call call, byte[] body, int status, TimeSpan? retryAfter = null) =>
        AnswerReader.Read(call, new Reply.Received(status, retryAfter, body, TooLarge: false));

    public static IReadOnlyList<Call> Calls() => [new JobCall(Uuid), ListCall(), new ProbeCall()];

    public static Call ListCall(int records = 100) => new ListCall(new JobListQuery(new DateOnly(2026, 1, 31), 0, records));
}
