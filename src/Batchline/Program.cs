System.Console.WriteLine("batchline");
