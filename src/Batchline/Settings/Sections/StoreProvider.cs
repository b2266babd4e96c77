namespace Batchline.Settings.Sections;

internal enum StoreProvider
{
    Sqlite,
    Mongo,
    Memory,
}
