namespace Batchline.Engine.Operations.Start;

/// <summary>What a start does about accounts that another operation holds.</summary>
public enum OnBusy
{
    Reject,
    Skip,
}
