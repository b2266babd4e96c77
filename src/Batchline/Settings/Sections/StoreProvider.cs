namespace Batchline.Settings.Sections;

internal enum StoreProvider
{
    Sqlite,
    Mongo,
    Postgres,
    Memory,
}
