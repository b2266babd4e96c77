namespace Batchline.IntegrationTests.Fuzz;

/// <summary>Runs alone: memory is measured, and connections are counted.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCollection
{
    public const string Name = "fuzz";
}
