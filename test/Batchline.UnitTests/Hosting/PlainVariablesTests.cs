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
    public void A_variable_of_the_host_names_a_setting(string variable, string value, string key, string expected)
    {
        Read((variable, value))[key].ShouldBe(expected);
    }

    [Fact]
    public void A_blank_variable_is_none()
    {
        Read(("PORT", ""), ("VERCEL", " ")).ShouldBeEmpty();
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
