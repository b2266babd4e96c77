namespace Batchline.Simulator.Chance;

/// <summary>Chance that follows from its key alone (splitmix64), so that every run with a seed is the same run.</summary>
internal struct Dice(ulong state)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = state;

    public static Dice Of(long seed, long a, long b = 0, long c = 0, long d = 0) =>
        new(Mix(Mix(Mix(Mix(Mix((ulong)seed) + (ulong)a) + (ulong)b) + (ulong)c) + (ulong)d));

    public ulong Next()
    {
        state += Golden;
        return Scramble(state);
    }

    /// <summary>0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Unit() < share;

    public T Pick<T>(ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>The same for the same text in every process, which string's own hash is not.</summary>
    public static long Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
            hash = (hash ^ character) * 0x100000001B3;
        return (long)hash;
    }

    private static ulong Mix(ulong value) => Scramble(value + Golden);

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
