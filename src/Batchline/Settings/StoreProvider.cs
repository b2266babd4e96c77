namespace Batchline.Settings;

internal enum StoreProvider
{
    Sqlite,
    Mongo,
    Memory,
}
