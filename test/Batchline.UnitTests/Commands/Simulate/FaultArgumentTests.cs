using System.CommandLine;
using Batchline.Commands.Simulate;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands.Simulate;

public sealed class FaultArgumentTests
{
    [Fact]
    public void Shares_with_commas_are_rates()
    {
        var profile = Read("--faults", "ServerError=0.05,resetinbody=0.01");

        profile.Rates.ShouldBe(new Dictionary<FaultKind, double> { [FaultKind.ServerError] = 0.05, [FaultKind.ResetInBody] = 0.01 });
        profile.Rules.ShouldBeEmpty();
    }

    [Fact]
    public void Nasty_is_the_nasty_profile()
    {
        Read("--faults", "Nasty").Rates.ShouldBe(FaultProfile.Nasty.Rates);
    }

    [Fact]
    public void A_rule_names_its_kind_its_call_and_its_conditions()
    {
        Read("--faults", "Forbidden@JobGet/job=ABC123,account=1").Rules
            .ShouldBe([new FaultRule { Kind = FaultKind.Forbidden, Call = CallKind.JobGet, Job = "ABC123", Account = 1 }]);
        Read("--faults", "fewerrows@joball/page=2,rows=30,first=3,share=0.5").Rules
            .ShouldBe([new FaultRule { Kind = FaultKind.FewerRows, Call = CallKind.JobAll, Page = 2, Rows = 30, First = 3, Share = 0.5 }]);
        Read("--faults", "HugeRow/bytes=100,from=10s,for=1m,until=00:02:00").Rules
            .ShouldBe([new FaultRule { Kind = FaultKind.HugeRow, Bytes = 100, From = TimeSpan.FromSeconds(10), For = TimeSpan.FromMinutes(1), Until = TimeSpan.FromMinutes(2) }]);
    }

    [Fact]
    public void A_kind_alone_always_goes_wrong()
    {
        Read("--faults", "OffsetIgnored").Rules.ShouldBe([new FaultRule { Kind = FaultKind.OffsetIgnored }]);
    }

    [Fact]
    public void Repeated_faults_add_up_in_their_order()
    {
        var profile = Read("--faults", "None@TeamAll", "--faults", "Gone=0.1", "--faults", "RefusedToken/account=0");

        profile.Rules.ShouldBe([new FaultRule { Kind = FaultKind.None, Call = CallKind.TeamAll }, new FaultRule { Kind = FaultKind.RefusedToken, Account = 0 }]);
        profile.Rates.ShouldBe(new Dictionary<FaultKind, double> { [FaultKind.Gone] = 0.1 });
    }

    [Theory]
    [InlineData("Forbiden@JobGet")]
    [InlineData("Forbiden=0.1")]
    [InlineData("Forbiden")]
    public void A_typo_in_the_kind_names_every_kind(string text)
    {
        Fault(text).ShouldBe($"'Forbiden' is not a fault. Use one of: {string.Join(", ", FaultKinds.All)}. 'batchline simulate --faults' says what each does.");
    }

    [Theory]
    [InlineData("Gone@JobGt", "'JobGt' in 'Gone@JobGt' is not a call. Use one of: JobGet, JobAll, TeamAll.")]
    [InlineData("Gone@", "'' in 'Gone@' is not a call. Use one of: JobGet, JobAll, TeamAll.")]
    [InlineData("Gone=x", "'x' is not a valid share for Gone; write for example Gone=0.05.")]
    public void A_typo_in_the_call_or_the_share_says_what_there_is(string text, string fault)
    {
        Fault(text).ShouldBe(fault);
    }

    [Theory]
    [InlineData("acount=1")]
    [InlineData("first=x")]
    [InlineData("page=-1")]
    [InlineData("from=soon")]
    [InlineData("job=")]
    [InlineData("job")]
    public void A_condition_that_cannot_be_read_names_those_there_are(string condition)
    {
        Fault($"Gone/{condition}").ShouldBe($"'{condition}' in 'Gone/{condition}' cannot be read. Use one of: {FaultSelectors.Examples}.");
    }

    [Fact]
    public void The_table_has_a_line_for_every_kind()
    {
        var lines = FaultTable.Text.Split('\n');

        foreach (var kind in FaultKinds.All)
            lines.Count(line => line.StartsWith($"  {kind} ", StringComparison.Ordinal) && line.EndsWith($"  {FaultKinds.Note(kind)}", StringComparison.Ordinal)).ShouldBe(1, $"{kind}");
        FaultKinds.All.ShouldAllBe(kind => FaultKinds.Note(kind).Length > 0);
    }

    private static FaultProfile Read(params string[] args) => Parse(args, out var option).GetRequiredValue(option);

    private static string Fault(string text) => Parse(["--faults", text], out _).Errors.ShouldHaveSingleItem().Message;

    private static ParseResult Parse(string[] args, out Option<FaultProfile> option)
    {
        option = FaultArgument.Option("--faults");
        return new RootCommand { option }.Parse(args);
    }
}
