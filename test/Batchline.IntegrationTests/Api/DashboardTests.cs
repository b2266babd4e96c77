using System.Net;
using System.Text.RegularExpressions;

namespace Batchline.IntegrationTests.Api;

public sealed partial class DashboardTests
{
    [Fact]
    public async Task The_page_and_every_file_it_names_are_served_under_a_strict_policy()
    {
        await using var server = await ApiServer.StartAsync();

        var page = (await server.GetAsync("/")).ShouldBe(HttpStatusCode.OK);

        page.MediaType.ShouldBe("text/html");
        Header(page, "Content-Security-Policy").ShouldContain("script-src 'self';");
        Header(page, "Content-Security-Policy").ShouldNotContain("unsafe");
        var files = References().Matches(page.Text).Select(match => match.Groups[1].Value).ToList();
        files.ShouldContain(file => file.EndsWith("/js/app.js"));
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
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "a-token-of-some-length"));

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
        await using var server = await ApiServer.StartAsync();

        var page = await server.SendAsync(HttpMethod.Get, "/", null, ("X-Forwarded-Prefix", prefix));

        page.Text.ShouldContain($"<base href=\"{expected}\">");
    }

    [Fact]
    public async Task A_proxy_may_pass_the_prefix_on()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.SendAsync(HttpMethod.Get, "/tools/api/operations", null, ("X-Forwarded-Prefix", "/tools"))).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/tools", null, ("X-Forwarded-Prefix", "/tools"))).Text.ShouldContain("<base href=\"/tools/\">");
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

    private static string Header(Answer answer, string name) => string.Join(",", answer.Headers.GetValues(name));

    [GeneratedRegex("(?:src|href)=\"(assets/[^\"]+)\"")]
    private static partial Regex References();
}
