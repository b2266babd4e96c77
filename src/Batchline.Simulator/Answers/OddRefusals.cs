using System.Text;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Answers;

/// <summary>Refusals that say something else than the recorded ones, or say it under another status.</summary>
internal static class OddRefusals
{
    private const string Quota = "Account reached Api Quotas - Please try again later or talk to our support to increase quota";

    /// <summary>Null for a fault that is no refusal.</summary>
    public static Reply? Of(FaultKind kind) => kind switch
    {
        FaultKind.UnauthorizedToken => Refusals.BadKey(401),
        FaultKind.Forbidden => Error(403, "Access denied"),
        FaultKind.Unauthorized => Error(401, "Unauthorized"),
        FaultKind.ForbiddenEmpty => Reply.Of(403, default),
        FaultKind.UnauthorizedEmpty => Reply.Of(401, default),
        FaultKind.UnknownEndPoint => Error(404, "Invalid end point"),
        FaultKind.BadRequest => Error(400, "Bad Request"),
        FaultKind.NotAcceptable => Error(406, "Not Acceptable"),
        FaultKind.Teapot => Error(418, "I'm a teapot"),
        FaultKind.QuotaText => Text(200, $$"""{"error":true,"msg":"{{Quota}}","details":[]}"""),
        FaultKind.QuotaTextBadRequest => Text(400, $$"""{"error":true,"msg":"{{Quota}}","details":[]}"""),
        FaultKind.QuotaFlagFalse => Text(200, $$"""{"flag":false,"msg":"{{Quota}}"}"""),
        FaultKind.QuotaFlagFalseBadRequest => Text(400, $$"""{"flag":false,"msg":"{{Quota}}"}"""),
        _ => null,
    };

    private static Reply Error(int status, string text) =>
        Text(status, $$"""{"error":true,"code":{{status}},"msg":"{{text}}","details":[]}""");

    private static Reply Text(int status, string body) => Reply.Of(status, Encoding.UTF8.GetBytes(body));
}
