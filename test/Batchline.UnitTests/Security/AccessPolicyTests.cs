using System.Net;
using Batchline.Security;
using Batchline.Settings.Sections;
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

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Prefix", "/tools")]
    [InlineData("X-Original-For", "127.0.0.1:4711")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("via", "1.1 proxy")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("CF-Connecting-IP", "203.0.113.9")]
    [InlineData("CDN-Loop", "cdn.example")]
    public void Without_a_token_a_proxy_is_not_taken_for_a_caller_on_this_machine(string header, string value)
    {
        var request = Request();
        request.Headers[header] = value;

        foreach (var rule in Enum.GetValues<AccessRule>())
            Policy().Judge(request, rule).ShouldBe(AccessVerdict.Proxied);
    }

    [Theory]
    [InlineData("http://localhost:8080/", nameof(AccessVerdict.Allowed))]
    [InlineData("https://batchline.example/", nameof(AccessVerdict.ForeignOrigin))]
    [InlineData("http://localhost:3000/", nameof(AccessVerdict.ForeignOrigin))]
    [InlineData("nonsense", nameof(AccessVerdict.ForeignOrigin))]
    public void Without_a_token_a_page_that_is_seen_elsewhere_does_not_ask(string referer, string verdict)
    {
        var request = Request();
        request.Headers.Referer = referer;

        Policy().Judge(request, AccessRule.Token).ToString().ShouldBe(verdict);
    }

    [Fact]
    public void Without_a_token_http_1_0_is_taken_for_the_proxy_that_speaks_it()
    {
        var (old, current) = (Request(), Request());
        (old.Protocol, current.Protocol) = ("HTTP/1.0", "HTTP/1.1");

        Policy().Judge(old, AccessRule.Token).ShouldBe(AccessVerdict.Proxied);
        Policy().Judge(current, AccessRule.Token).ShouldBe(AccessVerdict.Allowed);
    }

    [Fact]
    public void Metrics_want_the_token_from_a_proxy_on_this_machine()
    {
        var (here, proxied) = (Request(), Request());
        here.HttpContext.Connection.RemoteIpAddress = proxied.HttpContext.Connection.RemoteIpAddress = IPAddress.Loopback;
        proxied.Protocol = "HTTP/1.0";

        Policy(token: "token").Judge(here, AccessRule.Metrics).ShouldBe(AccessVerdict.Allowed);
        Policy(token: "token").Judge(proxied, AccessRule.Metrics).ShouldBe(AccessVerdict.Unauthorized);
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
