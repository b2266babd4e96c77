namespace Batchline.Engine.Failures;

/// <summary>
/// The store refused: rights, space, or version are wrong, and stay wrong until a person acts. Work waits as it does for a
/// store that is away.
/// </summary>
/// <param name="because">As in <see cref="StoreRefusal"/>.</param>
/// <param name="todo">As in <see cref="StoreRefusal"/>.</param>
/// <param name="inner">What the store threw; null: this program found it out without a call.</param>
public sealed class StoreRefusedException(string because, string todo, Exception? inner = null)
    : StoreUnavailableException($"The database refuses to work: {because}. {todo}.", inner)
{
    public string Because { get; } = because;

    public string Do { get; } = todo;
}
