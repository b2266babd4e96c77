using Batchline.Simulator.Jobs;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class JobUuidsTests
{
    private readonly JobUuids uuids = new(seed: 7);

    [Fact]
    public void Every_uuid_leads_back_to_its_job()
    {
        foreach (var account in new[] { 0, 1, 4_999, 15_999 })
        {
            foreach (var index in new[] { 0, 1, 499, 131_071 })
                uuids.IndexOf(account, uuids.Of(account, index)).ShouldBe(index);
        }
    }

    [Fact]
    public void Uuids_are_six_capitals_or_digits_and_differ()
    {
        var all = Enumerable.Range(0, 20).SelectMany(account => Enumerable.Range(0, 500).Select(index => uuids.Of(account, index))).ToList();

        all.ShouldAllBe(uuid => uuid.Length == 6 && uuid.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));
        all.Distinct().Count().ShouldBe(all.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcdef")]
    [InlineData("ABCDE")]
    [InlineData("ABCDE/")]
    public void What_is_no_uuid_has_no_index(string text) => uuids.IndexOf(0, text).ShouldBeNull();

    [Fact]
    public void A_uuid_of_another_account_has_no_index() => uuids.IndexOf(1, uuids.Of(0, 5)).ShouldBeNull();

    [Fact]
    public void Another_seed_gives_other_uuids() => new JobUuids(8).Of(0, 0).ShouldNotBe(uuids.Of(0, 0));
}
