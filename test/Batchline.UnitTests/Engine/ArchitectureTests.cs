using System.Text.RegularExpressions;
using Batchline.Engine;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine;

public sealed partial class ArchitectureTests
{
    private static readonly string[] Stages = ["Discover", "Plan", "Faults", "Process", "Record", "Report"];

    [Theory]
    [InlineData("Discover")]
    [InlineData("Plan")]
    [InlineData("Faults")]
    [InlineData("Process")]
    [InlineData("Record")]
    [InlineData("Report")]
    public void A_stage_uses_no_stage_behind_it(string stage)
    {
        var behind = Stages.SkipWhile(other => other != stage).Skip(1).Append("Slices").ToHashSet();

        var uses = SourceTree.Files($"src/Batchline.Engine/{stage}")
            .SelectMany(file => Namespaces().Matches(file.Text), (file, match) => (Name: Path.GetFileName(file.Path), Uses: match.Groups[1].Value));

        uses.Where(use => behind.Contains(use.Uses)).ShouldBeEmpty();
    }

    [Fact]
    public void The_engine_references_the_base_library_and_abstractions_only()
    {
        var references = typeof(EngineRegistration).Assembly.GetReferencedAssemblies().Select(name => name.Name);

        references.Where(name => name is not (
            "Microsoft.Extensions.DependencyInjection.Abstractions" or "Microsoft.Extensions.Logging.Abstractions" or "Microsoft.Extensions.Options")
            && name?.StartsWith("System.", StringComparison.Ordinal) != true).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_invariant_is_named_by_a_test(int invariant)
    {
        var names = SourceTree.Files("test").SelectMany(file => TestNames().Matches(file.Text)).Select(match => match.Groups[1].Value);

        names.Where(name => name.StartsWith($"S{invariant}_", StringComparison.Ordinal)).ShouldNotBeEmpty();
    }

    [GeneratedRegex(@"Batchline\.Engine\.(\w+)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (S\d_\w+)\(")]
    private static partial Regex TestNames();
}
