using Batchline.Security;
using Batchline.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Security;

public sealed class AccessPolicyTests
{
    [Theory]
    [InlineData(null, nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer other", nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer token2", nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer tok", nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer", nameof(AccessVerdict.Unauthorized))]
    [InlineData("Basic token", nameof(AccessVerdict.Unauthorized))]
    [InlineData("token", nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer cron", nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer token", nameof(AccessVerdict.Allowed))]
    [InlineData("bearer token", nameof(AccessVerdict.Allowed))]
    public void With_a_token_the_api_wants_it(string? authorization, string verdict)
    {
        var policy = Policy(token: "token", cron: "cron");

        policy.Judge(Request(authorization: authorization), AccessRule.Token).ToString().ShouldBe(verdict);
    }

    [Theory]
    [InlineData("token", "cron", "Bearer token", nameof(AccessVerdict.Allowed))]
    [InlineData("token", "cron", "Bearer cron", nameof(AccessVerdict.Allowed))]
    [InlineData("token", "cron", null, nameof(AccessVerdict.Unauthorized))]
    [InlineData(null, "cron", "Bearer cron", nameof(AccessVerdict.Allowed))]
    [InlineData(null, "cron", null, nameof(AccessVerdict.Unauthorized))]
    [InlineData("token", null, "Bearer token", nameof(AccessVerdict.Allowed))]
    [InlineData(null, null, null, nameof(AccessVerdict.Allowed))]
    public void The_tick_takes_the_cron_secret_or_the_token(string? token, string? cron, string? authorization, string verdict)
    {
        Policy(token, cron).Judge(Request(authorization: authorization), AccessRule.Cron).ToString().ShouldBe(verdict);
    }

    [Theory]
    [InlineData(nameof(AccessRule.Open), nameof(AccessVerdict.Allowed))]
    [InlineData(nameof(AccessRule.Page), nameof(AccessVerdict.TokenNotSet))]
    [InlineData(nameof(AccessRule.Token), nameof(AccessVerdict.TokenNotSet))]
    [InlineData(nameof(AccessRule.Cron), nameof(AccessVerdict.TokenNotSet))]
    public void Serverless_without_any_token_only_what_is_open_answers(string rule, string verdict)
    {
        Policy(mode: HostingMode.Serverless).Judge(Request(host: "x.vercel.app"), Enum.Parse<AccessRule>(rule)).ToString().ShouldBe(verdict);
    }

    [Theory]
    [InlineData(null, nameof(AccessVerdict.Unauthorized))]
    [InlineData("Bearer cron", nameof(AccessVerdict.Allowed))]
    public void Serverless_with_a_cron_secret_alone_the_tick_answers(string? authorization, string verdict)
    {
        var policy = Policy(cron: "cron", mode: HostingMode.Serverless);

        policy.Judge(Request(host: "x.vercel.app", authorization: authorization), AccessRule.Cron).ToString().ShouldBe(verdict);
        policy.Judge(Request(host: "x.vercel.app", authorization: authorization), AccessRule.Token).ShouldBe(AccessVerdict.TokenNotSet);
    }

    [Theory]
    [InlineData("localhost:8080", null, null, nameof(AccessVerdict.Allowed))]
    [InlineData("127.0.0.1:8080", null, "same-origin", nameof(AccessVerdict.Allowed))]
    [InlineData("[::1]:8080", null, "none", nameof(AccessVerdict.Allowed))]
    [InlineData("localhost:8080", "http://localhost:8080", "same-origin", nameof(AccessVerdict.Allowed))]
    [InlineData("evil.example", null, null, nameof(AccessVerdict.ForeignHost))]
    [InlineData("", null, null, nameof(AccessVerdict.ForeignHost))]
    [InlineData("localhost:8080", "http://evil.example", null, nameof(AccessVerdict.ForeignOrigin))]
    [InlineData("localhost:8080", "http://localhost:3000", null, nameof(AccessVerdict.ForeignOrigin))]
    [InlineData("localhost:8080", "null", null, nameof(AccessVerdict.ForeignOrigin))]
    [InlineData("localhost:8080", null, "cross-site", nameof(AccessVerdict.ForeignOrigin))]
    public void Without_a_token_browsers_are_not_used_by_others(string host, string? origin, string? site, string verdict)
    {
        var request = Request(host, origin: origin, site: site);

        foreach (var rule in Enum.GetValues<AccessRule>())
            Policy().Judge(request, rule).ToString().ShouldBe(verdict);
    }

    [Fact]
    public void With_a_token_any_host_is_served()
    {
        var request = Request("batchline.example", "Bearer token", "https://elsewhere.example", "cross-site");

        Policy(token: "token").Judge(request, AccessRule.Token).ShouldBe(AccessVerdict.Allowed);
    }

    [Fact]
    public void Two_authorization_headers_are_none()
    {
        var request = Request();
        request.Headers.Append("Authorization", "Bearer wrong");
        request.Headers.Append("Authorization", "Bearer token");

        Policy(token: "token").Judge(request, AccessRule.Token).ShouldBe(AccessVerdict.Unauthorized);
    }

    [Fact]
    public void S8_a_token_prints_as_stars()
    {
        $"{BearerToken.From("token")}".ShouldBe("***");
    }

    private static AccessPolicy Policy(string? token = null, string? cron = null, HostingMode mode = HostingMode.Worker) => new(
        Options.Create(new SecurityOptions { ApiToken = token, CronSecret = cron }), Options.Create(new HostingOptions { Mode = mode }));

    private static HttpRequest Request(string host = "localhost:8080", string? authorization = null, string? origin = null, string? site = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString(host);
        request.Headers.Authorization = authorization;
        request.Headers.Origin = origin;
        request.Headers["Sec-Fetch-Site"] = site;
        return request;
    }
}
