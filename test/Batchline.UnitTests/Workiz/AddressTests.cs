using Batchline.Engine.Workiz;
using Batchline.Workiz.Calls;
using Batchline.Workiz.Sending;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class AddressTests
{
    private static readonly JobListQuery Query = new(new DateOnly(2024, 2, 9), 3, 100);

    [Theory]
    [InlineData("https://api.workiz.com/api/v1/")]
    [InlineData("https://api.workiz.com/api/v1")]
    public void Each_call_has_its_address(string baseUrl)
    {
        Address(baseUrl, new JobCall("ABC123")).ShouldBe("https://api.workiz.com/api/v1/api_key/job/get/ABC123/");
        Address(baseUrl, new ListCall(Query)).ShouldBe(
            "https://api.workiz.com/api/v1/api_key/job/all/?start_date=2024-02-09&offset=3&records=100&only_open=false");
        Address(baseUrl, new ProbeCall()).ShouldBe("https://api.workiz.com/api/v1/api_key/team/all/");
    }

    [Fact]
    public void Uuid_and_token_stay_one_segment_each_whatever_they_hold()
    {
        var text = Gen.Char["abAZ09./\\?#%&+ :@;=é日\0\n\"<>{}|^`*'()!~_-"].Array[1, 12]
            .Select(characters => new string(characters)).Where(WorkizCall.GetJob.CanAsk);

        Gen.Select(text, text).Sample((token, uuid) =>
        {
            var address = new WorkizAddresses(new Uri("http://localhost:8080/api/v1/"))
                .For(new WorkizToken(token), new JobCall(uuid).Path!).Reveal();

            var segments = address.AbsoluteUri.Split('/');
            segments.Length.ShouldBe(10);
            Uri.UnescapeDataString(segments[5]).ShouldBe(token);
            Uri.UnescapeDataString(segments[8]).ShouldBe(uuid);
            address.Query.ShouldBe("");
        }, iter: 2_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_uuid_that_would_name_another_address_has_none(string uuid)
    {
        new JobCall(uuid).Path.ShouldBeNull();
    }

    [Fact]
    public void S8_an_address_shows_stars()
    {
        var address = new WorkizAddresses(new Uri("https://api.workiz.com/api/v1/")).For(new WorkizToken("api_key"), "team/all/");

        $"{address} {address.Shown}".ShouldBe(
            "https://api.workiz.com/api/v1/***/team/all/ https://api.workiz.com/api/v1/***/team/all/");
    }

    [Theory]
    [InlineData("/api/v1/")]
    [InlineData("ftp://api.workiz.com/")]
    [InlineData("https://user:word@api.workiz.com/")]
    [InlineData("https://api.workiz.com/?key=1")]
    [InlineData("https://api.workiz.com/#a")]
    public void A_base_url_that_cannot_be_extended_is_refused(string baseUrl)
    {
        Should.Throw<ArgumentException>(() => new WorkizAddresses(new Uri(baseUrl, UriKind.RelativeOrAbsolute)));
    }

    private static string Address(string baseUrl, Call call) =>
        new WorkizAddresses(new Uri(baseUrl)).For(new WorkizToken("api_key"), call.Path!).Reveal().AbsoluteUri;
}
