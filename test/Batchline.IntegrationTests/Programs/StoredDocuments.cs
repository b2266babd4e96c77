using System.Text.Json;

namespace Batchline.IntegrationTests.Programs;

/// <summary>Compares what the API reads back with what Workiz said.</summary>
internal static class StoredDocuments
{
    public static async Task<Dictionary<string, JsonElement>> ReadAsync(BatchlineApi api, string account) =>
        (await api.JobsAsync(account)).ToDictionary(job => job.GetProperty("uuid").GetString()!, job => job.GetProperty("document"));

    /// <summary>Field by field: no job and no field is missing, none is too many.</summary>
    public static void ShouldBeTheJobs(this IReadOnlyDictionary<string, JsonElement> stored, IReadOnlyDictionary<string, JsonElement> expected)
    {
        stored.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (uuid, job) in expected)
        {
            Names(stored[uuid]).ShouldBe(Names(job), ignoreOrder: true, uuid);
            foreach (var field in job.EnumerateObject())
            {
                JsonElement.DeepEquals(stored[uuid].GetProperty(field.Name), field.Value)
                    .ShouldBeTrue($"{uuid}.{field.Name} is {stored[uuid].GetProperty(field.Name)} and should be {field.Value}");
            }
        }
    }

    private static IEnumerable<string> Names(JsonElement document) => document.EnumerateObject().Select(field => field.Name);
}
