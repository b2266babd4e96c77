namespace Batchline.IntegrationTests.Workiz;

/// <summary>Where a server breaks its answer off.</summary>
public enum BreakPoint
{
    BeforeHeaders,
    InHeaders,
    AfterHeaders,
    InBody,
}
