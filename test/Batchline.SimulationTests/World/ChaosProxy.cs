using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Batchline.SimulationTests.World;

/// <summary>Puts <see cref="Chaos"/> around every call of a store interface.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy makes a subtype at run time.")]
internal class ChaosProxy<T> : DispatchProxy
    where T : class
{
    private static readonly ConcurrentDictionary<MethodInfo, (MethodInvoker Inner, MethodInvoker? Typed)> Invokers = new();
    private static readonly MethodInfo Typed = typeof(ChaosProxy<T>).GetMethod(nameof(CallAsync), BindingFlags.NonPublic | BindingFlags.Instance)
        ?? throw new InvalidOperationException();

    private T? _inner;
    private Chaos? _chaos;

    public static T Around(T inner, Chaos chaos)
    {
        var proxy = Create<T, ChaosProxy<T>>();
        var self = (ChaosProxy<T>)(object)proxy;
        (self._inner, self._chaos) = (inner, chaos);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var (inner, typed) = Invokers.GetOrAdd(targetMethod ?? throw new InvalidOperationException(), InvokersOf);
        return typed is not null
            ? typed.Invoke(this, inner, args)
            : _chaos?.CallAsync(async () =>
            {
                await ((Task?)inner.Invoke(_inner, args) ?? Task.CompletedTask);
                return true;
            });
    }

    private static (MethodInvoker Inner, MethodInvoker? Typed) InvokersOf(MethodInfo method) => (
        MethodInvoker.Create(method),
        method.ReturnType.IsGenericType ? MethodInvoker.Create(Typed.MakeGenericMethod(method.ReturnType.GetGenericArguments()[0])) : null);

    private Task<TResult>? CallAsync<TResult>(MethodInvoker method, object?[] args) =>
        _chaos?.CallAsync(() => (Task<TResult>?)method.Invoke(_inner, args.AsSpan()) ?? throw new InvalidOperationException());
}
