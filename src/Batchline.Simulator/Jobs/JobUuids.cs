using System.Numerics;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>
/// Six characters A-Z0-9 for (account, index) and back, without a table: an affine permutation of 36^6 numbers.
/// No two accounts share a UUID.
/// </summary>
internal sealed class JobUuids(int seed)
{
    public const int MostJobs = 131_072;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int Length = 6;
    private const ulong Space = 2_176_782_336;
    private const ulong Stride = MostJobs;
    // Any factor without 2 and 3 in it is coprime to 36^6.
    private const ulong Factor = 1_500_450_271;
    private static readonly ulong Inverse = (ulong)BigInteger.ModPow(Factor, Space / 3 - 1, Space);

    private readonly ulong shift = Dice.Of(seed, 17).Next() % Space;

    public string Of(int account, int index)
    {
        var number = ((ulong)account * Stride + (ulong)index) * Factor % Space;
        return string.Create(Length, (number + shift) % Space, static (characters, rest) =>
        {
            for (var i = Length - 1; i >= 0; i--, rest /= 36)
                characters[i] = Alphabet[(int)(rest % 36)];
        });
    }

    /// <summary>The index of a UUID of <paramref name="account"/>, or null for one that can never be a job of it.</summary>
    public int? IndexOf(int account, ReadOnlySpan<char> uuid)
    {
        if (uuid.Length != Length)
            return null;
        var number = 0UL;
        foreach (var character in uuid)
        {
            var digit = Alphabet.IndexOf(character);
            if (digit < 0)
                return null;
            number = number * 36 + (ulong)digit;
        }
        var place = (number + Space - shift) % Space * Inverse % Space;
        return place / Stride == (ulong)account ? (int)(place % Stride) : null;
    }
}
