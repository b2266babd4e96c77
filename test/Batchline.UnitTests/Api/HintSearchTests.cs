using System.Text.Json;
using Batchline.Api.Requests;
using Batchline.Api.Webhooks;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class HintSearchTests
{
    private readonly RequestFaults _faults = new();

    [Theory]
    [InlineData("""{"UUID":"J1"}""")]
    [InlineData("""{"uuid":" J1 "}""")]
    [InlineData("""{"Uuid":"J1","uuid":"J1"}""")]
    [InlineData("""{"data":{"UUID":"J1"}}""")]
    [InlineData("""{"Data":{"uUiD":"J1"}}""")]
    [InlineData("""{"job":{"uuid":"J1"},"lead":{"uuid":"L1"}}""")]
    [InlineData("""{"headers":{"host":"relay"},"body":{"trigger":{"type":"jobCreated"},"data":{"uuid":"J1"}}}""")]
    [InlineData("""[{"data":[{"uuid":"J1"}]}]""")]
    [InlineData("""{"payload":"{\"data\":{\"uuid\":\"J1\"}}"}""")]
    [InlineData("""{"uuid":"of-the-relay","data":{"uuid":"J1"}}""")]
    [InlineData("""{"uuid":"J1","data":{"uuid":""}}""")]
    [InlineData("""{"uuid":null,"data":{"uuid":"J1","\ud83d":"\ud83d"}}""")]
    public void A_job_is_found_where_its_uuid_plainly_stands(string body)
    {
        Find(body).ShouldBe("J1");
        _faults.ToString().ShouldBe("");
    }

    [Fact]
    public void A_uuid_that_is_a_number_is_taken_as_it_is_written() => Find("""{"data":{"uuid":1002003}}""").ShouldBe("1002003");

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"uuid":""}""")]
    [InlineData("""{"uuid":{"a":1}}""")]
    [InlineData("""{"uuid":true}""")]
    [InlineData("""{"data":"J1"}""")]
    [InlineData("""{"client":{"uuid":"C1"}}""")]
    [InlineData("""{"data":{"data":{"data":{"data":{"data":{"data":{"data":{"data":{"data":{"uuid":"J1"}}}}}}}}}}""")]
    public void A_body_without_a_plain_uuid_is_a_fault(string body)
    {
        Find(body).ShouldBeNull();
        _faults.ToString().ShouldBe(
            "data.uuid is missing: the job's uuid must stand at the top level or under data, job, body, payload, event or record");
    }

    [Theory]
    [InlineData("""[{"uuid":"J1"},{"uuid":"J2"}]""", "body must be about one job: send a request for each")]
    [InlineData("""{"data":[{"uuid":"J1"},{"uuid":"J2"}]}""", "body must be about one job: send a request for each")]
    [InlineData("""{"uuid":"J1","UUID":"J2"}""", "uuid is given twice")]
    public void A_body_about_several_jobs_is_a_fault(string body, string fault)
    {
        Find(body);

        _faults.ToString().ShouldBe(fault);
    }

    [Theory]
    [InlineData("""{"trigger":{"type":"leadStatusChanged"},"data":{"uuid":"L1"}}""")]
    [InlineData("""{"trigger":"New lead","uuid":"L1"}""")]
    [InlineData("""{"data":{"uuid":"L1","leadDateTime":"2026-01-01 08:00:00"}}""")]
    [InlineData("""{"UUID":"L1","LeadEndDateTime":"","JobType":"Install"}""")]
    [InlineData("""[{"data":{"uuid":"L1","lead_notes":"x"}}]""")]
    [InlineData("""{"lead":{"uuid":"L1"}}""")]
    [InlineData("""{"trigger":{"type":"leadCreated"},"data":{"id":7}}""")]
    public void A_leads_webhook_names_no_job_and_is_no_fault(string body)
    {
        Find(body).ShouldBeNull();
        _faults.ToString().ShouldBe("");
    }

    [Theory]
    [InlineData("""{"trigger":{"type":"leadConvertedToJob"},"data":{"uuid":"J1"}}""")]
    [InlineData("""{"trigger":{"type":"leadConverted"},"data":{"uuid":"J1","jobDateTime":""}}""")]
    [InlineData("""{"data":{"uuid":"J1","leadNotes":"from the lead","jobNotes":""}}""")]
    public void A_job_that_was_a_lead_is_a_job(string body) => Find(body).ShouldBe("J1");

    private string? Find(string body) => new HintSearch(_faults).Find(JsonElement.Parse(body));
}
