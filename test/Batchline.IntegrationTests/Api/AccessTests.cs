using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.Settings;

namespace Batchline.IntegrationTests.Api;

public sealed class AccessTests
{
    private static readonly (HttpMethod Method, string Path)[] Routes =
    [
        (HttpMethod.Post, "/api/init-batch-update"),
        (HttpMethod.Post, "/api/initiate-batch-update"),
        (HttpMethod.Post, "/api/process-batch/x"),
        (HttpMethod.Get, "/api/batch-progress/x"),
        (HttpMethod.Get, "/api/batch-progress/x/events"),
        (HttpMethod.Post, "/api/retry-batch/x"),
        (HttpMethod.Get, "/api/operations"),
        (HttpMethod.Get, "/api/operations/x/batches"),
        (HttpMethod.Get, "/api/batches/x"),
        (HttpMethod.Post, "/api/operations/x/pause"),
        (HttpMethod.Post, "/api/operations/x/retry"),
        (HttpMethod.Post, "/api/accounts"),
        (HttpMethod.Get, "/api/accounts"),
        (HttpMethod.Get, "/api/accounts/x"),
        (HttpMethod.Patch, "/api/accounts/x"),
        (HttpMethod.Delete, "/api/accounts/x"),
        (HttpMethod.Post, "/api/accounts/x/test"),
        (HttpMethod.Get, "/api/jobs"),
        (HttpMethod.Get, "/api/accounts/x/jobs/y"),
        (HttpMethod.Get, "/api/no-such-route"),
        (HttpMethod.Put, "/API/Accounts"),
    ];

    [Fact]
    public async Task With_a_token_every_route_of_the_api_wants_it_before_anything_else()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "token"), ("Security:CronSecret", "cron"));

        foreach (var (method, path) in Routes.Append((HttpMethod.Get, "/api/cron/tick")))
        {
            var answer = await server.SendAsync(method, path, "not json");
            answer.ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            (await server.SendAsync(method, path, null, ("Authorization", "Bearer tokem"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await server.SendAsync(method, path, null, ("Authorization", "Bearer token"))).Status.ShouldNotBe(HttpStatusCode.Unauthorized);
        }

        (await server.GetAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/cron/tick", null, ("Authorization", "Bearer cron"))).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/jobs", null, ("Authorization", "Bearer cron"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Host", "evil.example", "foreign_host")]
    [InlineData("Host", "127.0.0.1.evil.example", "foreign_host")]
    [InlineData("Origin", "http://evil.example", "foreign_origin")]
    [InlineData("Origin", "null", "foreign_origin")]
    [InlineData("Sec-Fetch-Site", "cross-site", "foreign_origin")]
    public async Task Without_a_token_pages_from_elsewhere_are_refused(string header, string value, string code)
    {
        await using var server = await ApiServer.StartAsync();

        foreach (var (method, path) in Routes.Append((HttpMethod.Get, "/")).Append((HttpMethod.Get, "/health/live")))
            (await server.SendAsync(method, path, null, (header, value))).ShouldBeProblem(HttpStatusCode.Forbidden, code);
    }

    [Fact]
    public async Task Without_a_token_the_own_page_is_served()
    {
        await using var server = await ApiServer.StartAsync();
        var origin = server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        (await server.SendAsync(HttpMethod.Get, "/api/accounts", null, ("Origin", origin), ("Sec-Fetch-Site", "same-origin"))).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/accounts", null, ("Host", $"localhost:{server.Http.BaseAddress.Port}"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Serverless_without_a_token_nothing_is_served()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Serverless"));

        foreach (var (method, path) in Routes.Append((HttpMethod.Get, "/api/cron/tick")).Append((HttpMethod.Get, "/")))
            (await server.SendAsync(method, path, null, ("Host", "x.vercel.app"))).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "token_not_set");
        (await server.SendAsync(HttpMethod.Get, "/health/live", null, ("Host", "x.vercel.app"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Serverless_with_a_cron_secret_alone_the_tick_is_served()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Serverless"), ("Security:CronSecret", "cron"));

        (await server.GetAsync("/api/cron/tick")).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await server.SendAsync(HttpMethod.Get, "/api/cron/tick", null, ("Authorization", "Bearer cron"))).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/jobs", null, ("Authorization", "Bearer cron"))).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "token_not_set");
    }

    [Fact]
    public async Task Without_a_token_other_addresses_are_not_bound()
    {
        var refused = await Should.ThrowAsync<SettingsException>(() => ApiServer.StartAsync(null, ("Hosting:Urls", "http://0.0.0.0:0")));

        refused.Faults.ShouldHaveSingleItem().ShouldContain("Security:ApiToken");
    }
}
