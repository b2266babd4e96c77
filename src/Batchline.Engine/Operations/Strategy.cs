namespace Batchline.Engine.Operations;

/// <summary>How an operation finds out what changed.</summary>
public enum Strategy
{
    /// <summary>One <c>job/get</c> for each job known in the database.</summary>
    Each,

    /// <summary>List pages of 100 first, then <c>job/get</c> only for stored jobs that the list did not return.</summary>
    ListFirst,
}
