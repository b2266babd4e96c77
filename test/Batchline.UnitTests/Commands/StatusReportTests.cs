using System.Text;
using System.Text.Json;
using Batchline.Commands.Doctor;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class StatusReportTests
{
    [Fact]
    public void Trouble_names_the_API_the_whole_and_the_incidents()
    {
        var report = Read("""
            {"status":{"indicator":"major","description":"Partial System Outage"},
             "components":[{"name":"App","status":"operational"},{"name":"api.workiz.com","status":"partial_outage"}],
             "incidents":[{"name":"API slow"},{"name":"Jobs late"}]}
            """);

        report.IsGood.ShouldBeFalse();
        report.Sentence().ShouldBe(
            "Workiz's status page says that api.workiz.com is partial outage; overall status: major; open: API slow; Jobs late.");
    }

    [Fact]
    public void A_page_without_trouble_is_good()
    {
        var report = Read("""{"status":{"indicator":"none"},"components":[{"name":"API.Workiz.com","status":"operational"}],"incidents":[]}""");

        report.IsGood.ShouldBeTrue();
        report.Sentence().ShouldBe("Workiz's status page says that api.workiz.com is operational; overall status: all systems operational; no open incident.");
    }

    [Fact]
    public void A_page_that_does_not_name_the_API_says_so()
    {
        var report = Read("""{"status":{"indicator":"none"},"components":[],"incidents":[]}""");

        report.IsGood.ShouldBeTrue();
        report.Sentence().ShouldBe("Workiz's status page says nothing about api.workiz.com; overall status: all systems operational; no open incident.");
    }

    [Fact]
    public void Long_names_many_incidents_and_control_characters_are_cut_and_cleaned()
    {
        var incidents = string.Join(',', Enumerable.Repeat($$"""{"name":"\u001b[2J\u202e{{new string('x', 500)}}"}""", 40));
        var report = Read($$"""{"status":{"indicator":"minor"},"components":[],"incidents":[{{incidents}}]}""");

        var name = $"\uFFFD[2J\uFFFD{new string('x', 115)}…";
        report.Sentence().ShouldBe(
            $"Workiz's status page says nothing about api.workiz.com; overall status: minor; open: {name}; {name}; {name}; and 37 more.");
    }

    [Fact]
    public void A_cut_leaves_no_half_of_a_character()
    {
        var report = Read($$"""{"status":{"indicator":"minor"},"components":[],"incidents":[{"name":"{{new string('x', 119)}}😀😀"}]}""");

        report.Incidents.ShouldBe([new string('x', 119) + "…"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Just a moment...</body></html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"none\"")]
    [InlineData("{}")]
    [InlineData("""{"status":"none","components":[],"incidents":[]}""")]
    [InlineData("""{"status":{"indicator":1},"components":[],"incidents":[]}""")]
    [InlineData("""{"status":{"indicator":"none"},"components":{},"incidents":[]}""")]
    [InlineData("""{"status":{"indicator":"none"},"components":[7],"incidents":[]}""")]
    [InlineData("""{"status":{"indicator":"none"},"components":[],"incidents":[{}]}""")]
    [InlineData("""{"status":{"indicator":"\ud800"},"components":[],"incidents":[]}""")]
    [InlineData("""{"status":{"indicator":"none"},"components":[],"incidents":[]""")]
    public void Anything_else_is_no_summary(string body)
    {
        Should.Throw<JsonException>(() => Read(body));
    }

    private static StatusReport Read(string body) => StatusReport.Read(Encoding.UTF8.GetBytes(body));
}
