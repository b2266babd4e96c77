using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api;

public sealed class SchedulesTests
{
    [Fact]
    public async Task A_schedule_is_made_read_changed_and_deleted()
    {
        await using var server = await ApiServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1 });
        var account = await server.AddAccountAsync();

        var made = (await server.PostAsync("/api/schedules", new { name = "nightly", cron = "0 2 * * *", timeZone = "Europe/Berlin", accountIds = new[] { account } }))
            .ShouldBe(HttpStatusCode.Created);
        var id = made["id"].GetString()!;
        var moved = (await server.PatchAsync($"/api/schedules/{id}", new { cron = "30 3 * * *", accountIds = (string[]?)null })).ShouldBe(HttpStatusCode.OK);
        var off = (await server.PatchAsync($"/api/schedules/{id}", new { enabled = false })).ShouldBe(HttpStatusCode.OK);
        var listed = (await server.GetAsync("/api/schedules")).ShouldBe(HttpStatusCode.OK)["items"].EnumerateArray().ToList();
        (await server.DeleteAsync($"/api/schedules/{id}")).ShouldBe(HttpStatusCode.NoContent);

        made["strategy"].GetString().ShouldBe("listFirst");
        made["accountIds"].EnumerateArray().Single().GetString().ShouldBe(account);
        made["nextRunAt"].GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        moved["accountIds"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        moved["nextRunAt"].GetDateTimeOffset().Minute.ShouldBe(30);
        moved["timeZone"].GetString().ShouldBe("Europe/Berlin");
        off["nextRunAt"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        listed.Single().GetProperty("id").GetString().ShouldBe(id);
        (await server.GetAsync($"/api/schedules/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await server.DeleteAsync($"/api/schedules/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await server.PatchAsync($"/api/schedules/{id}", new { enabled = true })).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "cron")]
    [InlineData("""{"cron":"@daily"}""", "name")]
    [InlineData("""{"name":"x","cron":"0 0 2 * * *"}""", "cron")]
    [InlineData("""{"name":"x","cron":"0 0 30 2 *"}""", "cron")]
    [InlineData("""{"name":"x","cron":"@daily","timeZone":"Mars"}""", "timeZone")]
    [InlineData("""{"name":"x","cron":"@daily","strategy":"all"}""", "strategy")]
    [InlineData("""{"name":"x","cron":"@daily","accountIds":[]}""", "accountIds")]
    [InlineData("""{"name":"x","cron":"@daily","accountIds":["y"]}""", "accountIds[0]")]
    [InlineData("""{"name":"x","cron":"@daily","enabled":null}""", "enabled")]
    [InlineData("""{"name":"x","cron":"@daily","minute":5}""", "minute")]
    public async Task A_schedule_that_makes_no_sense_is_refused(string body, string field)
    {
        await using var server = await ApiServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1 });

        var answer = (await server.PostAsync("/api/schedules", body)).ShouldBe(HttpStatusCode.BadRequest);

        answer["errors"].TryGetProperty(field, out _).ShouldBeTrue(answer["errors"].ToString());
    }
}
