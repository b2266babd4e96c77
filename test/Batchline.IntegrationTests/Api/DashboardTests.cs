using System.Net;
using System.Text.RegularExpressions;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api;

public sealed partial class DashboardTests
{
    private const string Token = "a-token-of-some-length";

    [Fact]
    public async Task The_page_and_every_file_it_names_are_served_under_a_strict_policy()
    {
        await using var server = await ApiServer.StartAsync();

        var page = (await server.GetAsync("/")).ShouldBe(HttpStatusCode.OK);

        page.MediaType.ShouldBe("text/html");
        Header(page, "Content-Security-Policy").ShouldContain("script-src 'self';");
        Header(page, "Content-Security-Policy").ShouldNotContain("unsafe");
        var files = References().Matches(page.Text).Select(match => match.Groups[1].Value).ToList();
        files.ShouldContain(file => file.EndsWith("/dashboard.js"));
        foreach (var file in files)
        {
            var answer = (await server.GetAsync(file)).ShouldBe(HttpStatusCode.OK);
            Header(answer, "Cache-Control").ShouldContain("immutable", customMessage: file);
            Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        }
    }

    [Fact]
    public async Task Nothing_of_the_page_is_inline_or_from_elsewhere()
    {
        await using var server = await ApiServer.StartAsync();

        var page = (await server.GetAsync("/")).Text;

        page.ShouldNotContain("style=");
        page.ShouldNotContain("<style");
        page.ShouldNotContain("//");
        Regex.Count(page, "<script").ShouldBe(1);
        Regex.Count(page, "<script type=\"module\" src=\"assets/").ShouldBe(1);
    }

    [Fact]
    public async Task The_page_is_served_without_the_token_and_the_data_only_with_it()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token));

        (await server.GetAsync("/")).ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/api/operations")).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("/tools/batchline", "/tools/batchline/")]
    [InlineData("/tools/batchline/", "/tools/batchline/")]
    [InlineData("//elsewhere.example", "./")]
    [InlineData("/..", "./")]
    [InlineData("/a\"><script>", "./")]
    public async Task The_page_finds_its_files_below_the_prefix_of_a_proxy(string prefix, string expected)
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token));

        var page = await server.SendAsync(HttpMethod.Get, "/", null, ("X-Forwarded-Prefix", prefix));

        page.Text.ShouldContain($"<base href=\"{expected}\">");
    }

    [Fact]
    public async Task A_proxy_may_pass_the_prefix_on()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token));
        (string, string)[] asProxy = [("X-Forwarded-Prefix", "/tools"), ("Authorization", $"Bearer {Token}")];

        (await server.SendAsync(HttpMethod.Get, "/tools/api/operations", null, asProxy)).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/tools", null, asProxy)).Text.ShouldContain("<base href=\"/tools/\">");
        (await server.GetAsync("/tools/api/operations")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Files_of_another_version_are_asked_for_again_and_unknown_ones_are_not_found()
    {
        await using var server = await ApiServer.StartAsync();

        Header((await server.GetAsync("/assets/older/js/app.js")).ShouldBe(HttpStatusCode.OK), "Cache-Control").ShouldBe("no-cache");
        (await server.GetAsync("/assets/older/js/none.js")).ShouldBe(HttpStatusCode.NotFound);
        (await server.GetAsync("/assets/older/index.html")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_and_its_files_are_sent_compressed_and_not_again_to_who_has_them()
    {
        await using var server = await ApiServer.StartAsync();
        var file = References().Match((await server.GetAsync("/")).Text).Groups[1].Value;

        foreach (var path in new[] { "/", $"/{file}", "/openapi/v1.json" })
        {
            using var first = await AskAsync(server, path, null);
            first.StatusCode.ShouldBe(HttpStatusCode.OK);
            first.Content.Headers.ContentEncoding.ShouldHaveSingleItem().ShouldBe("br", path);
            using var again = await AskAsync(server, path, first.Headers.ETag!.ToString());
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
            (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Lists_that_pages_poll_are_sent_compressed_and_not_again_to_who_has_them()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();

        (await server.GetAsync("/api/accounts")).Text.ShouldContain("\"keyHint\":\"…");
        foreach (var path in new[] { "/api/accounts", "/api/accounts/overview", "/api/accounts/names", "/api/operations" })
        {
            using var first = await AskAsync(server, path, null);
            first.Content.Headers.ContentEncoding.ShouldHaveSingleItem().ShouldBe("br", path);
            first.Headers.CacheControl!.NoStore.ShouldBeTrue();
            using var again = await AskAsync(server, path, first.Headers.ETag!.ToString());
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(ApiServer server, string path, string? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(Answer answer, string name) => string.Join(",", answer.Headers.GetValues(name));

    [GeneratedRegex("(?:src|href)=\"(assets/[^\"]+)\"")]
    private static partial Regex References();
}
