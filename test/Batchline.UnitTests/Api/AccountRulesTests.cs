using Batchline.Api.Accounts;
using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("api_0123456789abcdef")]
    [InlineData("…%&+\\\"'")]
    [InlineData("ключ")]
    public void A_printable_key_is_taken(string key)
    {
        FaultsOf(faults => AccountRules.Key(key, faults)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("key1\n")]
    [InlineData("key1\r\n")]
    [InlineData(" \tkey1\u00a0")]
    [InlineData("\ufeffkey1")]
    [InlineData("\u200bkey1\u200d\u2060\u200e ")]
    public void What_nobody_sees_around_a_key_is_trimmed(string written)
    {
        var faults = new RequestFaults();

        AccountRules.Key(written, faults).Reveal().ShouldBe("key1");
        faults.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ufeff\n")]
    [InlineData("a b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u200bb")]
    [InlineData("a\nb")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\ud800")]
    public void A_key_that_would_bend_the_path_is_refused(string? key)
    {
        FaultsOf(faults => AccountRules.Key(key, faults)).ShouldBe(["workizApiKey"]);
    }

    [Fact]
    public void Lengths_are_counted_to_200()
    {
        FaultsOf(faults => AccountRules.Key(new string('k', 200), faults)).ShouldBeEmpty();
        FaultsOf(faults => AccountRules.Key(new string('k', 201), faults)).ShouldBe(["workizApiKey"]);
        FaultsOf(faults => AccountRules.Name(new string('n', 200), faults)).ShouldBeEmpty();
        FaultsOf(faults => AccountRules.Name(string.Concat(Enumerable.Repeat("😀", 200)), faults)).ShouldBeEmpty();
        FaultsOf(faults => AccountRules.Name(new string('n', 201), faults)).ShouldBe(["name"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0")]
    public void A_blank_name_is_refused(string? name)
    {
        FaultsOf(faults => AccountRules.Name(name, faults)).ShouldBe(["name"]);
    }

    [Fact]
    public void All_faults_of_a_pace_are_told()
    {
        var pace = new AccountPace
        {
            MinInterval = TimeSpan.FromHours(2),
            QuotaCalls = 0,
            QuotaWindow = TimeSpan.Zero,
            QuotaShare = 0.01,
        };

        FaultsOf(faults => AccountRules.Pace(pace, faults)).ShouldBe(["minInterval", "quotaCalls", "quotaWindow", "quotaShare"]);
    }

    private static IEnumerable<string> FaultsOf(Action<RequestFaults> check)
    {
        var faults = new RequestFaults();
        check(faults);
        try
        {
            faults.ThrowIfAny();
            return [];
        }
        catch (InvalidRequestException e)
        {
            return e.Errors.Keys;
        }
    }
}
