using Batchline.Engine.Operations;
using Batchline.Engine.Settings;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void The_defaults_have_no_faults()
    {
        var settings = Load();

        settings.Store.Provider.ShouldBe(StoreProvider.Sqlite);
        settings.Hosting.Mode.ShouldBe(HostingMode.Worker);
        settings.Workiz.BaseUrl.ShouldBe(new Uri("https://api.workiz.com/api/v1/"));
    }

    [Fact]
    public void All_faults_of_all_sections_are_told_at_once()
    {
        var faults = FaultsOf(
            ("Workiz:BaseUrl", "ftp://files/"),
            ("Workiz:MinInterval", "soon"),
            ("Workiz:MinIntervall", "00:00:01"),
            ("Plan:BatchSize", "1001"),
            ("Process:LeaseDuration", "00:00:25"),
            ("Hosting:Mode", "Sometimes"),
            ("Security:EncryptionKey", "c2hvcnQ="),
            ("Store:Provider", "Oracle"),
            ("Retention:Operations", "00:00:01"),
            ("Synk:Lookback", "1.00:00:00"));

        faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]).ShouldBe(
            [
                "Workiz:BaseUrl", "Workiz:MinInterval", "Workiz:MinIntervall", "Plan:BatchSize", "Process:LeaseDuration", "Hosting:Mode",
                "Security:EncryptionKey", "Store:Provider", "Retention:Operations", "Synk",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("Plan:BatchSize", "0")]
    [InlineData("Plan:BatchSize", "ten")]
    [InlineData("Workiz:BaseUrl", "api.workiz.com")]
    [InlineData("Workiz:BaseUrl", "https://user@api.workiz.com/")]
    [InlineData("Workiz:BaseUrl", "https://api.workiz.com/?token=1")]
    [InlineData("Workiz:StatusPage", "ftp://status.example.com/")]
    [InlineData("Workiz:StatusPage", "https://user:word@status.example.com/")]
    [InlineData("Workiz:StatusPage", "status.example.com")]
    [InlineData("Workiz:MinInterval", "5")]
    [InlineData("Workiz:MinInterval", "-00:00:01")]
    [InlineData("Workiz:QuotaCalls", "0")]
    [InlineData("Process:SliceBudget", "00:00:00")]
    [InlineData("Process:MaxParallelAccounts", "0")]
    [InlineData("Sync:Strategy", "fastest")]
    [InlineData("Sync:HistoryStart", "01/01/2020")]
    [InlineData("Hosting:Port", "70000")]
    [InlineData("Hosting:Urls", "127.0.0.1:80")]
    [InlineData("Hosting:Urls", "http://0.0.0.0:8080")]
    [InlineData("Hosting:Urls", "http://127.0.0.1:8080;http://*:8081")]
    [InlineData("Hosting:MaxConnections", "0")]
    [InlineData("Hosting:RequestsPerSecond", "0")]
    [InlineData("Hosting:MaxConcurrentReads", "0")]
    [InlineData("Hosting:MaxEventStreams", "0")]
    [InlineData("Hosting:MaxExports", "0")]
    [InlineData("Hosting:ReceiveTimeout", "00:00:00")]
    [InlineData("Hosting:TrustedProxies", "10.0.0.0/8,proxy.example")]
    [InlineData("Hosting:TrustedProxies", "127.0.0.1")]
    [InlineData("Security:ApiToken", "two words")]
    [InlineData("Store:Provider", "Oracle")]
    [InlineData("Store:ConnectionString", "postgres://host/db")]
    [InlineData("Workiz:BaseUrl:Host", "x")]
    public void A_faulty_value_is_refused_by_name(string key, string value)
    {
        var faults = FaultsOf((key, value));

        faults.ShouldContain(fault => fault.StartsWith(key.StartsWith("Workiz:BaseUrl", StringComparison.Ordinal) ? "Workiz:BaseUrl" : key, StringComparison.Ordinal));
    }

    [Fact]
    public void The_lease_outlasts_a_request_by_more_than_five_seconds()
    {
        FaultsOf(("Process:LeaseDuration", "00:00:15"), ("Workiz:RequestTimeout", "00:00:10")).ShouldHaveSingleItem();

        Load(("Process:LeaseDuration", "00:00:16"), ("Workiz:RequestTimeout", "00:00:10"));
    }

    [Theory]
    [InlineData("http://localhost:5000/api/v1", "http://localhost:5000/api/v1/")]
    [InlineData("http://localhost:5000/api/v1/", "http://localhost:5000/api/v1/")]
    [InlineData("http://localhost:5000", "http://localhost:5000/")]
    public void The_base_url_gets_its_slash(string given, string used)
    {
        Load(("Workiz:BaseUrl", given)).Workiz.BaseUrl.AbsoluteUri.ShouldBe(used);
    }

    [Theory]
    [InlineData("Security:ApiToken", "s3cret token")]
    [InlineData("Security:CronSecret", "s3cret token")]
    [InlineData("Security:EncryptionKey", "s3cret")]
    [InlineData("Security:PreviousEncryptionKeys", "s3cret")]
    [InlineData("Store:ConnectionString", "mongodb://user:s3cret@host")]
    public void S8_a_fault_shows_no_secret(string key, string value)
    {
        FaultsOf((key, value)).ShouldAllBe(fault => !fault.Contains("s3cret"));
    }

    [Fact]
    public void A_token_lets_other_addresses_be_served()
    {
        Load(("Security:ApiToken", "a-token-of-16-ch"), ("Hosting:Urls", "http://0.0.0.0:8080")).Hosting.Urls.ShouldBe("http://0.0.0.0:8080");
        Load(("Hosting:Mode", "Serverless"), ("Hosting:Urls", "http://0.0.0.0:8080")).Hosting.Mode.ShouldBe(HostingMode.Serverless);
    }

    [Theory]
    [InlineData("Hosting:Urls", "http://0.0.0.0:8080")]
    [InlineData("Hosting:Urls", "http://127.0.0.1:1;http://[::]:8080")]
    [InlineData("Hosting:Port", "8080")]
    public void A_token_that_can_be_guessed_serves_this_machine_alone(string key, string value)
    {
        FaultsOf(("Security:ApiToken", "15-characters-x"), (key, value)).ShouldHaveSingleItem().ShouldContain("so short that others can guess it");
        Load(("Security:ApiToken", "a"), ("Hosting:Urls", "http://127.0.0.1:8080")).Security.ApiToken.ShouldBe("a");
    }

    [Fact]
    public void Lists_are_read_with_commas_and_by_index()
    {
        var one = Convert.ToBase64String(new byte[32]);
        var other = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

        Load(("Security:PreviousEncryptionKeys", $"{one}, {other}")).Security.PreviousEncryptionKeys.ShouldBe([one, other]);
        Load(("Security:PreviousEncryptionKeys:0", one), ("Security:PreviousEncryptionKeys:1", other))
            .Security.PreviousEncryptionKeys.ShouldBe([one, other]);
    }

    [Fact]
    public void Every_value_of_a_section_reaches_its_options()
    {
        var services = new ServiceCollection().AddSettings(Configuration(
            ("Process:MaxRetries", "7"), ("process:sliceBudget", "00:00:09"), ("Workiz:QuotaCalls", " 30 "), ("Workiz:QuotaWindow", ""),
            ("Sync:HistoryStart", "2020-02-03"), ("Sync:Strategy", "each"))).BuildServiceProvider();

        services.GetRequiredService<IOptions<ProcessOptions>>().Value.MaxRetries.ShouldBe(7);
        services.GetRequiredService<IOptions<ProcessOptions>>().Value.SliceBudget.ShouldBe(TimeSpan.FromSeconds(9));
        services.GetRequiredService<IOptions<WorkizOptions>>().Value.QuotaCalls.ShouldBe(30);
        services.GetRequiredService<IOptions<WorkizOptions>>().Value.QuotaWindow.ShouldBe(TimeSpan.FromMinutes(1));
        services.GetRequiredService<IOptions<SyncOptions>>().Value.HistoryStart.ShouldBe(new DateOnly(2020, 2, 3));
        services.GetRequiredService<IOptions<SyncOptions>>().Value.Strategy.ShouldBe(Strategy.Each);
    }

    private static Microsoft.Extensions.Configuration.IConfiguration Configuration(params (string Key, string Value)[] values) =>
        BatchlineConfiguration.Of(values.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)));

    private static StartupSettings Load(params (string Key, string Value)[] values) => StartupSettings.Load(Configuration(values));

    private static IReadOnlyList<string> FaultsOf(params (string Key, string Value)[] values) =>
        Should.Throw<SettingsException>(() => Load(values)).Faults;
}
