using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.Api.Reference;
using Batchline.IntegrationTests.InProcess;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Batchline.IntegrationTests.Documents;

public sealed class ReferenceTests
{
    [Fact]
    public async Task The_document_is_the_one_that_is_checked_in()
    {
        await using var server = await ApiServer.StartAsync();

        var document = (await server.GetAsync("/openapi/v1.json")).ShouldBe(HttpStatusCode.OK);

        CheckedIn.ShouldHold("docs/openapi.json", document.Text.ReplaceLineEndings("\n").TrimEnd() + "\n");
    }

    [Fact]
    public async Task Every_endpoint_of_the_api_has_a_name_a_summary_and_a_note()
    {
        await using var server = await ApiServer.StartAsync();
        var endpoints = server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true).ToList();

        var names = endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.DisplayName).ToList();

        names.ShouldNotBeEmpty();
        names.Except(EndpointNotes.ByName.Keys).ShouldBeEmpty("they have no note in Api/Reference/Notes");
        endpoints.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() != null);
    }

    [Fact]
    public async Task Every_documented_parameter_is_known_and_no_other_is()
    {
        await using var server = await ApiServer.StartAsync();
        var paths = (await DocumentAsync(server))["paths"]!.AsObject();

        foreach (var (path, item) in paths.Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var address = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? new string('0', 24) : part));
            foreach (var (method, operation) in item!.AsObject())
            {
                var names = operation!["parameters"]?.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "query")
                    .Select(parameter => parameter!["name"]!.GetValue<string>()).ToList() ?? [];
                var query = string.Join('&', names.Select(name => $"{name}=%01").Append("nonsense=1"));

                var body = operation["requestBody"]?["content"]?["application/json"]?["example"]?.ToJsonString();
                var answer = await server.SendAsync(new HttpMethod(method.ToUpperInvariant()), $"{address}?{query}", body);

                answer.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
                answer["errors"].EnumerateObject().Where(field => field.Value.ToString().Contains("not a parameter of this path"))
                    .Select(field => field.Name).ShouldBe(["nonsense"], $"{method} {path}");
            }
        }
    }

    [Fact]
    public async Task The_page_for_people_asks_nobody_else_for_anything()
    {
        await using var server = await ApiServer.StartAsync();

        var page = (await server.GetAsync("/docs/")).ShouldBe(HttpStatusCode.OK);

        page.MediaType.ShouldBe("text/html");
        page.Text.ShouldContain("openapi/v1.json");
        page.Text.ShouldNotContain("https://");
    }

    [Fact]
    public async Task Every_example_has_the_fields_of_its_schema()
    {
        await using var server = await ApiServer.StartAsync();
        var document = await DocumentAsync(server);
        var checkedOnes = 0;

        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(pair => pair.Value!))
        {
            foreach (var response in operation["responses"]!.AsObject().Where(response => response.Key[0] == '2').Select(response => response.Value!))
            {
                if (response["content"]?["application/json"] is not { } content)
                    continue;
                var example = content["example"].ShouldNotBeNull(operation["operationId"]!.GetValue<string>());
                new SchemaCheck(document).Check(example, content["schema"]!, operation["operationId"]!.GetValue<string>());
                checkedOnes++;
            }
        }

        checkedOnes.ShouldBeGreaterThan(10);
    }

    private static async Task<JsonNode> DocumentAsync(ApiServer server) =>
        JsonSerializer.Deserialize<JsonNode>((await server.GetAsync("/openapi/v1.json")).ShouldBe(HttpStatusCode.OK).Text)!;
}
