using Batchline.Settings;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class PlainVariablesTests
{
    [Theory]
    [InlineData("BATCH_SIZE", "25", "Plan:BatchSize", "25")]
    [InlineData("PORT", "9000", "Hosting:Port", "9000")]
    [InlineData("CRON_SECRET", "c", "Security:CronSecret", "c")]
    [InlineData("VERCEL", "1", "Hosting:Mode", "Serverless")]
    [InlineData("VERCEL_URL", "x.vercel.app", "Hosting:PublicUrl", "https://x.vercel.app")]
    [InlineData("VERCEL_AUTOMATION_BYPASS_SECRET", "b", "Hosting:ProtectionBypass", "b")]
    [InlineData("MONGODB_URI", "mongodb://host/db", "Store:ConnectionString", "mongodb://host/db")]
    [InlineData("MONGODB_URI", "mongodb://host/db", "Store:Provider", "Mongo")]
    [InlineData("POSTGRES_URI", "postgres://host/db", "Store:ConnectionString", "postgres://host/db")]
    [InlineData("POSTGRES_URI", "postgres://host/db", "Store:Provider", "Postgres")]
    [InlineData("DATABASE_URL", "Host=host;Database=db", "Store:ConnectionString", "Host=host;Database=db")]
    [InlineData("DATABASE_URL", "Host=host;Database=db", "Store:Provider", "Postgres")]
    public void A_variable_of_the_host_names_a_setting(string variable, string value, string key, string expected)
    {
        Read((variable, value))[key].ShouldBe(expected);
    }

    [Fact]
    public void A_blank_variable_is_none()
    {
        Read(("PORT", ""), ("VERCEL", " ")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MONGODB_URI POSTGRES_URI DATABASE_URL", null, "MONGODB_URI")]
    [InlineData("POSTGRES_URI DATABASE_URL", null, "POSTGRES_URI")]
    [InlineData("MONGODB_URI DATABASE_URL", "Postgres", "DATABASE_URL")]
    [InlineData("MONGODB_URI DATABASE_URL", "mongo", "MONGODB_URI")]
    public void Of_several_addresses_the_first_counts_that_is_of_the_chosen_store(string set, string? provider, string counts)
    {
        var variables = set.Split(' ').Select(name => (name, name)).ToList();
        if (provider is not null)
            variables.Add(("BATCHLINE_Store__Provider", provider));

        Read([.. variables])["Store:ConnectionString"].ShouldBe(counts);
    }

    [Fact]
    public void Another_store_that_was_chosen_goes_before_the_uri()
    {
        Read(("MONGODB_URI", "mongodb://host/db"), ("BATCHLINE_Store__Provider", "Sqlite")).ShouldBeEmpty();
    }

    private static Dictionary<string, string?> Read(params (string Name, string Value)[] variables)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return PlainVariables.Read(environment.GetValueOrDefault).ToDictionary();
    }
}
