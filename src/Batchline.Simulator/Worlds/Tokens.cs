using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Worlds;

internal static class Tokens
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int TailLength = 12;

    /// <summary>Such as <c>api_sim000001k3x9…</c>: the account is readable, the end differs.</summary>
    public static string Of(int seed, int account)
    {
        var dice = Dice.Of(seed, account, 8);
        Span<char> tail = stackalloc char[TailLength];
        foreach (ref var character in tail)
            character = Alphabet[dice.Below(Alphabet.Length)];
        return $"api_sim{account + 1:D6}{tail}";
    }
}
