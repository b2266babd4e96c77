using Batchline.Api.Errors;
using Batchline.Api.Reference.Notes;
using Batchline.Security;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>The errors that every endpoint of a kind may answer with, told once in the document.</summary>
internal static class CommonProblems
{
    private static readonly int[] OfBodies = [408, 413, 415];

    private static readonly ILookup<int, ProblemNote> ByStatus = new ProblemNote[]
    {
        new(400, ErrorCodes.InvalidRequest, "An id, the query or the body is malformed; `errors` says what, by field."),
        new(401, ErrorCodes.Unauthorized, "A token is set and the request does not carry it."),
        new(403, ErrorCodes.ForeignHost, "No token is set and the Host is not a loopback name."),
        new(403, ErrorCodes.ForeignOrigin, "No token is set and another page asks."),
        new(403, ErrorCodes.Proxied, "No token is set and the request came through a proxy."),
        new(408, ErrorCodes.RequestTimeout, "The body came too slowly."),
        new(413, ErrorCodes.BodyTooLarge, "The body is larger than 1 MB."),
        new(415, ErrorCodes.UnsupportedMediaType, "The body is not JSON in UTF-8."),
        new(429, ErrorCodes.TooManyRequests, "Too many requests of this address wait, or it has shown too many wrong tokens; `Retry-After` says when to try again."),
        new(500, ErrorCodes.InternalError, "Something went wrong; the server's log says what."),
        new(503, ErrorCodes.StoreUnavailable, "The database does not answer; `Retry-After` says when to try again."),
        new(503, ErrorCodes.ReadersBusy, "Too many others read lists or exports; `Retry-After` says when to try again."),
        new(503, ErrorCodes.ReadTimeout, "The list or search took too long and was stopped: narrow it, or try again after `Retry-After`."),
        new(503, ErrorCodes.TokenNotSet, "Serverless, and no token protects the route."),
        new(503, ErrorCodes.Stopping, "The server is stopping."),
    }.ToLookup(problem => problem.Status);

    public static void AddTo(OpenApiDocument document)
    {
        foreach (var problems in ByStatus)
            document.AddComponent<IOpenApiResponse>(NameOf(problems.Key), ProblemSchema.Answer(document, problems.Key, [.. problems], withBody: true));
    }

    /// <summary>The statuses of an endpoint's errors, each with how it is described.</summary>
    public static IEnumerable<(int Status, IOpenApiResponse Answer)> Of(OpenApiDocument document, AccessRule rule, EndpointNote note, bool withBody)
    {
        var open = rule == AccessRule.Open;
        var common = ByStatus.Select(problems => problems.Key)
            .Where(status => open ? status is 403 or 429 : note.Body is not null || !OfBodies.Contains(status));
        foreach (var status in note.Problems.Select(problem => problem.Status).Union(common))
        {
            var own = note.Problems.Where(problem => problem.Status == status).ToList();
            yield return (status, own.Count == 0 && withBody
                ? new OpenApiResponseReference(NameOf(status), document)
                : ProblemSchema.Answer(document, status, [.. own, .. open && own.Count > 0 ? [] : ByStatus[status]], withBody));
        }
    }

    private static string NameOf(int status) => $"Problem{status}";
}
