namespace Batchline.IntegrationTests.Bench;

/// <summary>Allocations are counted for the whole process, so nothing else runs beside these tests.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
