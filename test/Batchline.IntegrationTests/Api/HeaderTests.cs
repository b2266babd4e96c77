using System.Net;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("GET", "/api/accounts", HttpStatusCode.OK)]
    [InlineData("GET", "/api/no-such-route", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/accounts", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/accounts", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("GET", "/metrics", HttpStatusCode.OK)]
    [InlineData("GET", "/api/jobs/export", HttpStatusCode.OK)]
    public async Task An_answer_is_kept_by_nobody_and_taken_for_nothing_else(string method, string path, HttpStatusCode status)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = (await server.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null)).ShouldBe(status);

        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        Header(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(answer, "Cache-Control").ShouldContain("no-store");
    }

    [Fact]
    public async Task The_reference_page_runs_its_own_script_alone_and_stands_in_nobodys_frame()
    {
        await using var server = await ApiServer.StartAsync();

        var (page, again) = (await server.GetAsync("/docs/"), await server.GetAsync("/docs/"));

        var policy = Header(page.ShouldBe(HttpStatusCode.OK), "Content-Security-Policy");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("default-src 'none'");
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        page.Text.ShouldContain($"nonce=\"{nonce}\"");
        Header(page, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(again, "Content-Security-Policy").ShouldNotBe(policy);
    }

    private static string Header(Answer answer, string name) => string.Join(",", answer.Headers.GetValues(name));
}
