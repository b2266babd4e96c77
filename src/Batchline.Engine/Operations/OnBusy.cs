namespace Batchline.Engine.Operations;

/// <summary>What a start does about accounts that another operation holds.</summary>
public enum OnBusy
{
    Reject,
    Skip,
}
