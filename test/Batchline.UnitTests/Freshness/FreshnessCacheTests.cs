using Batchline.Engine.Ids;
using Batchline.Freshness;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Freshness;

public sealed class FreshnessCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CountedFreshness _reader = new();
    private readonly FreshnessCache _cache;

    public FreshnessCacheTests() => _cache = new FreshnessCache(_reader, _clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_read_is_told_for_a_minute_and_only_the_others_are_read()
    {
        await _cache.OfAsync(Accounts(1, 3), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(59));
        (await _cache.OfAsync(Accounts(2, 3), Cancel)).Count.ShouldBe(3);
        _reader.Read.ShouldBe([3, 1]);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _cache.OfAsync(Accounts(1, 4), Cancel);

        _reader.Read.ShouldBe([3, 1, 3]);
    }

    [Fact]
    public async Task It_remembers_no_more_than_ten_thousand_accounts()
    {
        for (var page = 0; page < 25; page++)
            (await _cache.OfAsync(Accounts((page * 1000) + 1, 1000), Cancel)).Count.ShouldBe(1000);

        _cache.Count.ShouldBe(5_000);
    }

    private static List<AccountId> Accounts(int first, int count) => [.. Enumerable.Range(first, count).Select(number => new AccountId($"{number:x24}"))];
}
