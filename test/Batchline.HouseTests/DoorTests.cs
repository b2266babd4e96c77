namespace Batchline.HouseTests;

/// <summary>How many files a thing that is done or added again and again goes through.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("Mongo", 31)]
    [InlineData("Postgres", 31)]
    [InlineData("Sqlite", 26)]
    public void One_checkpoint_passes_few_files(string store, int most)
    {
        var passed = CallWalk.OfCheckpoint(store).Passed.Select(file => $"{Repository.Short(file.File)}: {file.Call}").ToList();

        passed.ShouldContain(line => line.Contains($"/{store}/", StringComparison.Ordinal));
        passed.Count.ShouldBeLessThanOrEqualTo(most, string.Join('\n', passed));
    }

    [Fact]
    public void One_more_option_of_a_start_touches_few_files()
    {
        var files = Mentions.Of("ToleratedFailurePercent");

        files.ShouldNotBeEmpty();
        files.Count.ShouldBeLessThanOrEqualTo(9, string.Join('\n', files));
    }

    [Fact]
    public void One_more_pace_field_touches_few_files()
    {
        var files = Mentions.Of("QuotaShare");

        files.ShouldNotBeEmpty();
        files.Count.ShouldBeLessThanOrEqualTo(12, string.Join('\n', files));
    }
}
