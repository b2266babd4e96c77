using System.Reflection;
using System.Text.RegularExpressions;
using Batchline.Engine;
using Batchline.Simulator.Worlds;
using Batchline.Start;
using Batchline.Stores.Sqlite.Connection;
using Batchline.UnitTests.Engine;
using Batchline.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests;

public sealed partial class PatternTests
{
    private static readonly Assembly[] Shipped =
    [
        typeof(BatchlineServer).Assembly, typeof(EngineRegistration).Assembly, typeof(SqliteStoreOptions).Assembly,
        typeof(WorkizRegistration).Assembly, typeof(SimulatorOptions).Assembly,
    ];

    /// <summary>A quantifier on a group that holds one: <c>(a+)+</c> takes exponential time on a text that almost matches.</summary>
    [Fact]
    public void No_pattern_repeats_a_group()
    {
        foreach (var pattern in Patterns())
            RepeatedGroup().IsMatch(pattern.Attribute.Pattern).ShouldBeFalse($"{pattern.Name}: {pattern.Attribute.Pattern}");
    }

    /// <summary>One with back references or looks around cannot be matched in one pass over the text.</summary>
    [Fact]
    public void Every_pattern_can_be_matched_without_going_back()
    {
        foreach (var pattern in Patterns())
            Should.NotThrow(() => new Regex(pattern.Attribute.Pattern, RegexOptions.NonBacktracking), pattern.Name);
    }

    /// <summary>Others are made while the program runs, where no test sees them.</summary>
    [Fact]
    public void Every_pattern_is_a_generated_one()
    {
        var files = SourceTree.Files("src");

        files.Count.ShouldBeGreaterThan(500);
        foreach (var (path, text) in files)
            MadeByHand().IsMatch(text).ShouldBeFalse(path);
    }

    [Fact]
    public void No_pattern_of_the_dashboard_repeats_a_group()
    {
        var patterns = SourceTree.Files("src/Batchline/Dashboard/Files/js", "*.js")
            .SelectMany(file => ScriptPattern().Matches(file.Text).Select(match => (file.Path, match.Groups[1].Value))).ToList();

        patterns.Count.ShouldBeGreaterThan(5);
        foreach (var (path, pattern) in patterns)
            RepeatedGroup().IsMatch(pattern).ShouldBeFalse($"{path}: {pattern}");
    }

    [Theory]
    [InlineData("(/[a-z]*[a-z][a-z]*)+", true)]
    [InlineData("(a|b){2,}", true)]
    [InlineData("(?:a*)*", true)]
    [InlineData("(a+)?b", false)]
    [InlineData(@"\)+", false)]
    [InlineData("[)]+", false)]
    public void A_repeated_group_is_recognized(string pattern, bool repeated)
    {
        RepeatedGroup().IsMatch(pattern).ShouldBe(repeated);
    }

    private static List<(string Name, GeneratedRegexAttribute Attribute)> Patterns()
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var patterns = (
            from type in Shipped.SelectMany(assembly => assembly.GetTypes())
            from method in type.GetMethods(Any)
            let attribute = method.GetCustomAttribute<GeneratedRegexAttribute>()
            where attribute is not null
            select ($"{type.FullName}.{method.Name}", attribute)).ToList();
        patterns.ShouldNotBeEmpty();
        return patterns;
    }

    [GeneratedRegex(@"(?<!\\)(?<!\[[^\]]*)\)[*+{]")]
    private static partial Regex RepeatedGroup();

    [GeneratedRegex(@"(?<=[(,=:?&|!{;]\s*)/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/[dgimsuvy]*")]
    private static partial Regex ScriptPattern();

    [GeneratedRegex(@"new Regex\(|Regex \w+ = new\(|Regex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches|EnumerateSplits)\(")]
    private static partial Regex MadeByHand();
}
