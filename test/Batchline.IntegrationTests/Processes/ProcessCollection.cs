namespace Batchline.IntegrationTests.Processes;

/// <summary>Tests with processes of their own run one after another and alone: they measure time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "Processes";
}
