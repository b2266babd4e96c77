namespace Batchline.Engine.Slices.Context;

/// <summary>One kind of work. A step leaves a checkpoint behind whatever it did.</summary>
internal interface ISliceStep
{
    SliceWork Work { get; }

    /// <summary>Null: go on with what is due next.</summary>
    Task<SliceEnd?> RunAsync(Slice slice);
}
