using Batchline.Dashboard;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Dashboard;

public sealed class PathPrefixTests
{
    [Theory]
    [InlineData("/tools", "/tools")]
    [InlineData("/tools/batchline", "/tools/batchline")]
    [InlineData("/tools/batchline/", "/tools/batchline")]
    [InlineData("/v1.2/a_b~c-d", "/v1.2/a_b~c-d")]
    [InlineData("/.well-known", "/.well-known")]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("tools", "")]
    [InlineData("//elsewhere.example", "")]
    [InlineData("/a//b", "")]
    [InlineData("/..", "")]
    [InlineData("/a/../b", "")]
    [InlineData("/a/./b", "")]
    [InlineData("/a b", "")]
    [InlineData("/a%20b", "")]
    [InlineData("/a\\b", "")]
    [InlineData("/\u00e4", "")]
    [InlineData("/a\"><script>", "")]
    public void Only_a_plain_path_is_a_prefix(string given, string prefix)
    {
        PathPrefix.Of(Request(given)).ShouldBe(prefix);
    }

    [Fact]
    public void What_is_longer_than_200_characters_is_no_prefix()
    {
        PathPrefix.Of(Request("/" + new string('a', 199))).Length.ShouldBe(200);
        PathPrefix.Of(Request("/" + new string('a', 200))).ShouldBe("");
    }

    [Fact]
    public void Two_prefixes_are_none()
    {
        var request = Request("/a");
        request.Headers.Append("X-Forwarded-Prefix", "/b");

        PathPrefix.Of(request).ShouldBe("");
    }

    private static HttpRequest Request(string prefix)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["X-Forwarded-Prefix"] = prefix;
        return request;
    }
}
