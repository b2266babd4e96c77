using Batchline.Api.Accounts;

namespace Batchline.Commands.Accounts;

/// <summary>One account of a file, or what is wrong with it.</summary>
/// <param name="Place">Where it stands, such as <c>line 3</c>.</param>
/// <param name="Name">May be "" when it cannot be read.</param>
/// <param name="Fault">Why <paramref name="Wanted"/> is null. It never quotes a key.</param>
internal sealed record ImportRow(string Place, string Name, AccountBody? Wanted, string? Fault);
