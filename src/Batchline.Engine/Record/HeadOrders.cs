namespace Batchline.Engine.Record;

/// <summary>What operators want of an account at one moment.</summary>
public sealed record HeadOrders(Control? Control, IReadOnlyList<HeadCommand> Commands);
