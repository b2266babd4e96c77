namespace Batchline.IntegrationTests.Commands;

/// <summary>The command line shares its options between runs, so its tests take turns.</summary>
[CollectionDefinition(Name)]
public sealed class CommandTests
{
    public const string Name = "commands";
}
