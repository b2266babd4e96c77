using System.Text.Json;

namespace Batchline.Commands.Connecting;

/// <summary>The server answered with an error. The message says what it said, and what to do where that is known.</summary>
internal sealed class ApiRefusedException(int status, string? code, JsonElement problem, string message) : Exception(message)
{
    private const int MaxProblemBytes = 64 * 1024;

    public int Status { get; } = status;

    /// <summary>The stable code of the error; null: the answer is not one of Batchline's.</summary>
    public string? Code { get; } = code;

    public static async Task<ApiRefusedException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var problem = await ProblemAsync(response, cancellationToken);
        var code = Text(problem, "code");
        var said = Text(problem, "detail") ?? $"{response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority)} answers HTTP {status}.";
        return new ApiRefusedException(status, code, problem, status switch
        {
            StatusCodes.Status401Unauthorized => $"The server wants its token: set {ServerAddress.TokenVariable} to its Security:ApiToken.",
            StatusCodes.Status404NotFound when code is null => $"{said} Is that a Batchline server?",
            _ => said,
        });
    }

    /// <summary>A further field of the error, such as <c>operationId</c>.</summary>
    public string? Field(string name) => Text(problem, name);

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json" || response.Content.Headers.ContentLength > MaxProblemBytes)
            return default;
        try
        {
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
        {
            return default;
        }
    }
}
