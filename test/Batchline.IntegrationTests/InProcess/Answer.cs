using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Batchline.IntegrationTests.InProcess;

/// <summary>What the API answered.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, string Text)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    public JsonElement this[string field] => Body.GetProperty(field);

    public string Code => this["code"].GetString()!;

    public override string ToString() => $"{(int)Status} {Text}";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return new Answer(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text);
        }
    }

    public Answer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>The one shape of all errors.</summary>
    public Answer ShouldBeProblem(HttpStatusCode status, string code)
    {
        ShouldBe(status);
        MediaType.ShouldBe("application/problem+json");
        Code.ShouldBe(code, Text);
        this["status"].GetInt32().ShouldBe((int)status);
        this["title"].GetString().ShouldNotBeNullOrEmpty();
        this["detail"].GetString().ShouldNotBeNullOrEmpty();
        return this;
    }

    public void ShouldBeInvalid(params string[] fields)
    {
        ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
        this["errors"].EnumerateObject().Select(field => field.Name).ShouldBe(fields, ignoreOrder: true, Text);
    }
}
