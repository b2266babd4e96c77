using System.Text.RegularExpressions;
using Batchline.Engine;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine;

public sealed partial class ArchitectureTests
{
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

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (S\d_\w+)\(")]
    private static partial Regex TestNames();
}
